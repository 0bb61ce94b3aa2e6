import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import type { DecisionNote, MessagePage } from "@/lib/contracts/messages/message-page";
import { StateChip } from "./state-chip";

/** What became of the message, why, and what to do now. */
export function OutcomeCard({
  page,
  actions,
}: {
  readonly page: MessagePage;
  readonly actions: React.ReactNode;
}) {
  const { outcome, queued, decision } = page;
  return (
    <Card aria-label="What became of it">
      <div className="flex flex-wrap items-center gap-2">
        <StateChip state={outcome?.state ?? null} isQueued={queued !== null} />
        {outcome?.reasonCode && <span className="mono text-ink-3">{outcome.reasonCode}</span>}
      </div>
      <p className="mt-2 max-w-prose">
        {outcome?.reason ?? "It is stored and safe. The worker reads it in the order messages came in."}
      </p>
      {outcome?.next && <p className="mt-1 max-w-prose text-ink-2">{outcome.next}</p>}
      {queued && outcome && (
        <p role="status" className="mt-2 max-w-prose text-info">
          It runs again now ({causeText(queued.cause)}). This page follows by itself.
        </p>
      )}
      {decision && <Decision decision={decision} />}
      {actions}
    </Card>
  );
}

const CAUSES: Readonly<Record<string, string>> = {
  attach: "a shipment was chosen",
  accept: "the copy was accepted",
  ignore: "it was ignored",
  restore: "ignoring it was taken back",
  replay: "asked for by a person",
};

const causeText = (cause: string) => CAUSES[cause] ?? cause;

const DECIDED: Readonly<Record<DecisionNote["kind"], string>> = {
  attach: "Attached",
  accept: "Copy accepted",
  ignore: "Ignored",
};

function Decision({ decision }: { readonly decision: DecisionNote }) {
  return (
    <p className="mt-2 max-w-prose text-ink-2">
      {DECIDED[decision.kind]}
      {decision.shipments.map((shipment, place) => (
        <span key={shipment.id}>
          {place === 0 ? " to " : ", "}
          <Link href={`/shipments/${shipment.number}`} className="text-accent underline">
            {shipment.number}
          </Link>
        </span>
      ))}{" "}
      by <b>{decision.decidedBy}</b>, <AbsoluteTime at={decision.decidedAt} />
      {decision.reason && `: “${decision.reason}”`}
    </p>
  );
}
