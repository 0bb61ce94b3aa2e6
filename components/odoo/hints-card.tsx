import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import { HINT_LIMIT, type OdooDetail } from "@/lib/contracts/odoo/odoo-page";

interface HintsCardProps {
  readonly odoo: OdooDetail;
  /** The switch, for who may press it. */
  readonly action: React.ReactNode;
}

/** Odoo's webhooks: a nudge to read a document at once. Without them it is read at the next look. */
export function HintsCard({ odoo: { hints }, action }: HintsCardProps) {
  const waiting = hints.waiting >= HINT_LIMIT ? `${HINT_LIMIT.toLocaleString("en")}+` : hints.waiting;
  return (
    <Card title="Hints from Odoo" aside={action}>
      <KeyValueList>
        <KeyValue name="State">
          <Chip tone={hints.enabled ? "ok" : "neutral"}>{hints.enabled ? "Taken" : "Off"}</Chip>
        </KeyValue>
        <KeyValue name="Waiting to be read">{waiting}</KeyValue>
        {hints.lastAt && (
          <KeyValue name="Newest of these">
            <RelativeTime at={hints.lastAt} focusable />
          </KeyValue>
        )}
      </KeyValueList>
      <p className="mt-2 text-xs text-ink-3">
        A hint only says which document moved; it is read back from Odoo. Off, changes come with the next
        look, seconds later, and saving in Odoo never waits for Milepost.
      </p>
    </Card>
  );
}
