import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { SeverityPreview } from "@/lib/contracts/exceptions/severity-input";
import { SEVERITIES } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { SEVERITY_TONES, SEVERITY_WORDS } from "./exception-words";

interface SeverityPreviewProps {
  readonly preview: SeverityPreview | null;
  readonly busy: boolean;
}

/** What the policy would make of what is open. The region is always there, so that its change is read out. */
export function SeverityPreviewPart({ preview, busy }: SeverityPreviewProps) {
  return (
    <div aria-live="polite" className="rounded-lg bg-sunken px-3 py-2.5">
      {busy ? (
        <p>Weighing everything that is open…</p>
      ) : preview ? (
        <Told preview={preview} />
      ) : (
        <p className="text-ink-2">
          Preview shows what this would make of everything open now. Nothing is changed by it.
        </p>
      )}
    </div>
  );
}

const numberText = (count: number) => count.toLocaleString("en");

function Told({ preview }: { readonly preview: SeverityPreview }) {
  const { open, graver, lessGrave, changed, bySeverity, isSample, unmetCustomers } = preview;
  const count = graver + lessGrave;
  return (
    <>
      <p>
        <b>{`Of the ${numberText(open)} open exceptions ${numberText(count)} would change`}</b>
        {count > 0 && `: ${numberText(graver)} graver, ${numberText(lessGrave)} less grave`}.
        {isSample && " More is open; the gravest were weighed."}
      </p>
      <p className="text-xs text-ink-2">
        {SEVERITIES.map(
          (severity) =>
            `${SEVERITY_WORDS[severity]} ${numberText(bySeverity[severity].today)} → ${numberText(bySeverity[severity].proposed)}`,
        ).join(", ")}
      </p>
      {unmetCustomers.length > 0 && (
        <p className="text-xs text-warn">
          {`Nothing open is for ${unmetCustomers.slice(0, 5).join(", ")}${unmetCustomers.length > 5 ? ` and ${unmetCustomers.length - 5} more` : ""}: names count only as written on the shipment.`}
        </p>
      )}
      {changed.length > 0 && (
        <details className="mt-1.5">
          <summary className="cursor-pointer">
            {changed.length < count ? `The first ${changed.length}` : "Which"}
          </summary>
          <ul className="mt-1.5 grid max-h-64 gap-1.5 overflow-y-auto text-xs">
            {changed.map(({ id, kind, label, today, proposed }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link
                  href={`/exceptions/${id}`}
                  target="_blank"
                  className="font-bold text-accent underline"
                >{`${EXCEPTION_RULES[kind].label}, ${label}`}</Link>
                <Chip
                  tone={SEVERITY_TONES[proposed]}
                >{`${SEVERITY_WORDS[today]} → ${SEVERITY_WORDS[proposed]}`}</Chip>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
