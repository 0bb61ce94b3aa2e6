import { findMessageIdsByReference } from "@/db/queries/messages/find-message-ids";
import type { MessageNarrowing } from "@/db/queries/messages/select-message-page";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { type MessageQuery, WITHIN_HOURS } from "@/lib/contracts/messages/message-query";
import { MESSAGE_STATE_NAMES, PERSON_STATES } from "@/lib/contracts/messages/state-words";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import { normaliseReference } from "@/lib/domain/reference/reference";
import { HOUR_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A reference that names more messages than this is looked at in Find, by shipment. */
const MOST_FOUND = 500;

/** The part of an address that narrows the list, as the queries take it. */
export async function messageNarrowing(ctx: Context, query: MessageQuery): Promise<MessageNarrowing> {
  const shown = query.tab === "person" ? PERSON_STATES : MESSAGE_STATE_NAMES;
  const states = query.state ? shown.filter((state) => state === query.state) : shown;
  const withinMs = query.within ? WITHIN_HOURS[query.within] * HOUR_MS : undefined;
  const hasDays = query.from !== undefined || query.until !== undefined;
  const zone = hasDays ? await selectCompanyZone(ctx.db, ctx.actor.companyId) : "UTC";
  return {
    companyId: ctx.actor.companyId,
    ranks: ranksOf(states),
    ...(query.connection ? { connectionId: query.connection } : {}),
    ...(withinMs ? { receivedFrom: new Date(ctx.now().getTime() - withinMs) } : {}),
    ...(hasDays ? { days: { from: query.from, until: query.until, zone } } : {}),
    // A rank that holds one state only needs no second look at it.
    ...(query.state && sharesRank(query.state) ? { states } : {}),
    ...(query.reason ? { reasonCode: query.reason } : {}),
  };
}

/** Messages a text names: one id, or a reference they wait for or told about. Undefined without a text. */
export async function messageIdsOf(ctx: Context, text: string | undefined): Promise<string[] | undefined> {
  if (!text) return undefined;
  if (UUID.test(text)) return [text.toLowerCase()];
  const lookup = normaliseReference(text);
  if (lookup === "") return [];
  return findMessageIdsByReference(ctx.db, { companyId: ctx.actor.companyId, lookup, limit: MOST_FOUND });
}

export function ranksOf(states: readonly MessageState[]): number[] {
  return [...new Set(states.map((state) => MESSAGE_STATES[state].rank))].sort((a, b) => a - b);
}

function sharesRank(state: MessageState): boolean {
  const { rank } = MESSAGE_STATES[state];
  return MESSAGE_STATE_NAMES.some((other) => other !== state && MESSAGE_STATES[other].rank === rank);
}
