import type { EventDraft } from "@/lib/domain/event/draft";
import type { Reference } from "@/lib/domain/reference/reference";
import { G62_ACTUAL, G62_DATE } from "./codes/date-qualifier";
import { lookup } from "./codes/lookup";
import { type Party, placeOfEnd } from "./place";
import type { SetScope } from "./set-scope";
import { element } from "./transaction-set";

/**
 * Events of the dates in the heading of a status message: the estimated delivery, appointments, and, only where the message
 * has no status at all, what is reported as done.
 *
 * Source: ASC X12 214 G62 in the N1 loop; element 432.
 *
 * @param hasStatus a dated "delivered" beside an AT7 D1 would be the same fact twice
 */
export function readDatedEvents(
  scope: SetScope,
  headingEnd: number,
  heading: { readonly references: readonly Reference[]; readonly parties: readonly Party[] },
  hasStatus: boolean,
): EventDraft[] {
  const events: EventDraft[] = [];
  scope.segments.slice(0, headingEnd).forEach((segment, index) => {
    if (segment[0] !== "G62") return;
    const qualifier = element(segment, 1);
    const done = hasStatus ? undefined : lookup(G62_ACTUAL, qualifier);
    const planned = lookup(G62_DATE, qualifier);
    const standard = done ? ({ milestone: done, classifier: "actual" } as const) : planned;
    if (!standard) return;
    const mapped = scope.overrides.find("x12-432", qualifier, standard) ?? standard;
    const occurred = scope.statedTime(index, element(segment, 2), element(segment, 4), element(segment, 5));
    if (!occurred) return;
    const end = planned?.end ?? (done === "delivered" ? "delivery" : "pickup");
    const place = placeOfEnd(heading.parties, end);
    events.push(scope.event(index, "x12-432", qualifier, mapped, occurred, heading.references, place));
  });
  return events;
}
