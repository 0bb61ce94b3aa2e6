import { MILESTONE_RULES } from "../event/milestone";
import type { TimelineEvent } from "./timeline-event";

export interface EffectiveEvents {
  /** Events that count, in (occurredAt, rank, id) order. */
  readonly counting: readonly TimelineEvent[];
  /** Would count, but their source may not state them: they stay on the timeline and move nothing. Same order. */
  readonly unentitled: readonly TimelineEvent[];
  /** Identities taken back by a later event, with the id of the event that did it. */
  readonly voidedBy: ReadonlyMap<string, string>;
  /** Ids that lost against another copy under the same identity, with the id that counts. */
  readonly conflictLost: ReadonlyMap<string, string>;
}

/** When the source said it: what orders statements of one source about one thing. */
export const saidAt = (event: TimelineEvent): number => event.sentAt ?? event.receivedAt;

/** True for what an order system tells: its documents are plans and papers, not what was seen on the road. */
export const isOfOrderSystem = (event: TimelineEvent): boolean => event.codeList.startsWith("odoo-");

/** Total order of a timeline. Holds nothing that depends on the order of arrival. */
export function byTimelineOrder(a: TimelineEvent, b: TimelineEvent): number {
  return (
    a.occurredAt - b.occurredAt ||
    MILESTONE_RULES[a.milestone].rank - MILESTONE_RULES[b.milestone].rank ||
    byText(a.id, b.id)
  );
}

/** True for a fact told by a source that may state it; see `lib/domain/catalogue`. */
export const isEntitled = (event: TimelineEvent): boolean => (event.unentitledUnder ?? null) === null;

/**
 * Later said wins, then what was read under the newer code map, then the reading under which its source was entitled: a message
 * read again after the catalogue was put right counts. The id settles the rest.
 */
export function bySaid(a: TimelineEvent, b: TimelineEvent): number {
  return (
    saidAt(a) - saidAt(b) ||
    a.mappingRevision - b.mappingRevision ||
    Number(isEntitled(a)) - Number(isEntitled(b)) ||
    byText(a.id, b.id)
  );
}

/**
 * Which events of a shipment count: repeated ids once, of several copies under one identity the last said,
 * nothing that was voided, nothing its source may not state. An event that voids can be voided itself; it then takes nothing back.
 */
export function effectiveEvents(events: readonly TimelineEvent[]): EffectiveEvents {
  const unique = [...new Map(events.map((event) => [event.id, event])).values()].sort(byTimelineOrder);
  const winners = new Map<string, TimelineEvent>();
  for (const event of unique) {
    const rival = winners.get(event.identity);
    if (!rival || bySaid(event, rival) > 0) winners.set(event.identity, event);
  }
  const conflictLost = new Map<string, string>();
  for (const event of unique) {
    const winner = winners.get(event.identity);
    if (winner && winner !== event) conflictLost.set(event.id, winner.id);
  }
  const voidedBy = voids([...winners.values()]);
  const standing = unique.filter((event) => !conflictLost.has(event.id) && !voidedBy.has(event.identity));
  return {
    counting: standing.filter(isEntitled),
    unentitled: standing.filter((event) => !isEntitled(event)),
    voidedBy,
    conflictLost,
  };
}

function voids(events: readonly TimelineEvent[]): Map<string, string> {
  const voiding = events.filter(
    (event) => event.voidsIdentity !== null && event.voidsIdentity !== event.identity,
  );
  const targets = new Set(voiding.map((event) => event.voidsIdentity));
  const voidedBy = new Map<string, string>();
  for (const event of voiding.sort(byTimelineOrder)) {
    if (targets.has(event.identity) || event.voidsIdentity === null || voidedBy.has(event.voidsIdentity))
      continue;
    voidedBy.set(event.voidsIdentity, event.id);
  }
  return voidedBy;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
