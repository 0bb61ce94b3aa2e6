import { DueTime } from "@/components/ui/due-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import { MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import { STATE_WORDS } from "./exception-words";

/** Where it stands, with what it waits for: "snoozed, back in 3 h or with Proof of delivery in". */
export function StateText({ row }: { readonly row: ExceptionRow }) {
  const { state, causeHolds, assignee } = row;
  if (state === "snoozed") return <Snoozed row={row} />;
  if (state === "ignored" && row.ignoredUntil) {
    return (
      <>
        {"ignored, ends "}
        <DueTime at={row.ignoredUntil} />
      </>
    );
  }
  if (state === "resolved" && row.resolvedAt) {
    return (
      <>
        {"resolved "}
        <RelativeTime at={row.resolvedAt} />
        {causeHolds && ", cause still there"}
      </>
    );
  }
  if (state === "open") return assignee ? "not seen yet" : "nobody yet";
  return STATE_WORDS[state].toLowerCase();
}

function Snoozed({ row }: { readonly row: ExceptionRow }) {
  const event = row.snoozedForEvent && eventLabel(row.snoozedForEvent);
  return (
    <>
      {"snoozed, back "}
      {row.snoozedUntil && <DueTime at={row.snoozedUntil} />}
      {row.snoozedUntil && event && " or "}
      {event && `with “${event}”`}
    </>
  );
}

function eventLabel(event: string): string {
  return MILESTONE_RULES[event as Milestone]?.label ?? event;
}
