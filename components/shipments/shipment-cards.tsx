import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import { REFERENCE_LABELS, type ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { ATTENTION_KINDS, FIRST_QUIET_LEVEL } from "@/lib/domain/shipment/attention";
import { nextStepOf } from "@/lib/domain/shipment/next-step";
import { AttentionChip } from "./attention-chip";
import { WallTime } from "./wall-time";

interface CardProps {
  readonly page: ShipmentPage;
  readonly nowMs: number;
}

/** Why the shipment is on the board, since when, and what to do about it. */
export function AttentionCard({ page, nowMs }: CardProps) {
  const { attention, pressingAt, glance } = page;
  const quiet = ATTENTION_KINDS.indexOf(attention) >= FIRST_QUIET_LEVEL;
  const step = nextStepOf(attention, glance);
  return (
    <Card title="Attention">
      <AttentionChip kind={attention} pressingAt={pressingAt} glance={glance} nowMs={nowMs} />
      {!quiet && pressingAt > 0 && (
        <p className="mt-1.5 text-ink-2">
          {pressingAt > nowMs ? "Due " : "Since "}
          <WallTime at={pressingAt} timeZone={glance.nextStop?.timeZone ?? null} nowMs={nowMs} />
          {", "}
          <RelativeTime at={new Date(pressingAt).toISOString()} />
        </p>
      )}
      <p className="mt-1.5">
        {step ? <b>{step}</b> : <span className="text-ink-2">Nothing to do now.</span>}
      </p>
    </Card>
  );
}

/** Every number that names the shipment, each ready to be copied. */
export function ReferencesCard({ page }: Pick<CardProps, "page">) {
  return (
    <Card title="References">
      {page.references.length === 0 && <p className="text-ink-2">No source has given a number yet.</p>}
      <KeyValueList>
        {page.references.map((reference) => (
          <KeyValue key={`${reference.type} ${reference.value}`} name={REFERENCE_LABELS[reference.type]}>
            <span className="inline-flex max-w-full items-center justify-end gap-0.5">
              <span
                className="mono min-w-0 break-all"
                title={reference.scope ? `Of ${reference.scope}` : undefined}
              >
                {reference.value}
              </span>
              <CopyButton
                value={reference.value}
                what={`${REFERENCE_LABELS[reference.type]} ${reference.value}`}
              />
            </span>
          </KeyValue>
        ))}
      </KeyValueList>
    </Card>
  );
}

/** Who tells of this shipment, whose last word is what, and who contradicts whom. */
export function SourcesCard({ page, nowMs }: CardProps) {
  const disagree = page.disagreements.length > 0;
  return (
    <Card
      title="Sources"
      aside={
        disagree ? <Chip tone="warn">disagree</Chip> : page.sources.length > 1 && <Chip tone="ok">agree</Chip>
      }
    >
      {page.sources.length === 0 && <p className="text-ink-2">Nobody has told anything yet.</p>}
      <ul className="grid gap-2">
        {page.sources.map((source) => (
          <li key={source.connectionId} className="flex items-baseline justify-between gap-3">
            <span className="min-w-0">
              {source.name}
              <span className="block text-xs text-ink-3">
                {`${MILESTONE_RULES[source.lastMilestone].label}, `}
                <WallTime at={source.lastAt} timeZone={null} nowMs={nowMs} />
              </span>
            </span>
            <span className="text-right text-xs text-ink-3">
              {`${source.eventCount.toLocaleString("en")} ${source.eventCount === 1 ? "event" : "events"}`}
              {source.disagrees && (
                <span className="block">
                  <Chip tone="warn">contradicted</Chip>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
