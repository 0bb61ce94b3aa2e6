import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { FLOW_TITLES } from "@/lib/contracts/flows/flow-words";
import { SETTING_WORDS } from "@/lib/contracts/flows/setting-words";
import type { FlowSettingsLine } from "@/lib/contracts/flows/settings-page";
import { EditSettings } from "./edit-settings";
import { settingText } from "./setting-text";

/** What is set on one flow and what each setting does. */
export function SettingsCard({
  line,
  mayEdit,
}: {
  readonly line: FlowSettingsLine;
  readonly mayEdit: boolean;
}) {
  return (
    <Card title={FLOW_TITLES[line.flow]} aside={mayEdit && <EditSettings line={line} />}>
      <p className="text-ink-2">What starts it: {line.startedBy}.</p>
      <dl className="mt-3 grid gap-3">
        {Object.entries(SETTING_WORDS[line.flow]).map(([key, { label, does }]) => (
          <div key={key}>
            <dt className="text-ink-2">{label}</dt>
            <dd className="font-medium break-words">{settingText(line.settings[key])}</dd>
            <dd className="text-xs text-ink-3">{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 border-t border-line pt-2.5 text-xs text-ink-3">
        {line.changedAt === null ? (
          "As delivered."
        ) : (
          <>
            {`Version ${line.version}, ${line.changedBy}, `}
            <RelativeTime at={line.changedAt} focusable />
            {`: “${line.reason}”`}
          </>
        )}
      </p>
    </Card>
  );
}
