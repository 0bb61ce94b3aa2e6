import type { Executor } from "@/db/client";
import { countOnTimeline } from "@/db/queries/messages/count-on-timeline";
import { selectMessagePage, selectMessagesByIds } from "@/db/queries/messages/select-message-page";
import { selectVersions } from "@/db/queries/messages/write-decision";
import {
  type BulkKind,
  type BulkPlan,
  type LeftOut,
  MOST_AT_ONCE,
  type PlanInput,
} from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import type { Context } from "@/lib/usecases/context";
import { messageIdsOf, messageNarrowing } from "@/lib/usecases/views/messages/message-narrowing";
import { IGNORABLE } from "./ignore-message";
import { REPLAYABLE } from "./replay-message";

export const BULK_STATES = { replay: REPLAYABLE, ignore: IGNORABLE } as const;
export const BULK_PERMISSIONS = { replay: "message.replay", ignore: "message.dismiss" } as const;
const SCAN_LIMIT = 20_000;

/** What an action on many messages would do, before it does it: which, how many of each state, what is left out and why. */
export async function planMessages(ctx: Context, input: PlanInput): Promise<BulkPlan> {
  requirePermission(ctx.actor, BULK_PERMISSIONS[input.kind]);
  const { ids, more } = input.ids ? { ids: input.ids, more: false } : await matchingIds(ctx, input);
  const found = await selectVersions(ctx.db, ctx.actor.companyId, ids);
  const onTimeline = await keptFromIgnoring(ctx, input.kind, ids);
  const left = new Map<string, number>();
  const items: { id: string; version: number }[] = [];
  const states = new Map<MessageState, number>();
  for (const message of found) {
    const why = onTimeline.has(message.id)
      ? PARTLY_ON_TIMELINE
      : leftOutReason(input.kind, message.state, message.isQueued);
    if (why) left.set(why, (left.get(why) ?? 0) + 1);
    else {
      items.push({ id: message.id, version: message.version });
      states.set(message.state, (states.get(message.state) ?? 0) + 1);
    }
  }
  const unread = ids.length - found.length;
  if (unread > 0) left.set("not read yet; they run by themselves", unread);
  const byState = [...states].map(([state, count]) => ({ label: MESSAGE_STATES[state].label, count }));
  return { kind: input.kind, items, byState, leftOut: listed(left), more };
}

const PARTLY_ON_TIMELINE =
  "with events on the timeline: take those back on the shipment first, or attach the rest";

/** Messages with events that stand on a timeline: ignoring would deny them. */
export async function keptFromIgnoring(
  { db, actor }: Pick<Context, "actor"> & { readonly db: Executor },
  kind: BulkKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  return kind === "ignore" ? countOnTimeline(db, actor.companyId, ids) : new Map();
}

export function listed(left: ReadonlyMap<string, number>): LeftOut[] {
  return [...left].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
}

function leftOutReason(kind: BulkKind, state: MessageState, isQueued: boolean): string | null {
  if (isQueued && kind === "replay") return "wait to run again already";
  if (BULK_STATES[kind].includes(state)) return null;
  if (state === "conflict") return "conflicts: accept or ignore each after comparing the copies";
  if (state === "ignored") return "ignored: take that back on the message's own page first";
  return "on the timeline already: an event is taken back by a correction, not by ignoring its message";
}

async function matchingIds(
  ctx: Context,
  { query, kind }: PlanInput,
): Promise<{ ids: string[]; more: boolean }> {
  if (!query) return { ids: [], more: false };
  const narrowing = await messageNarrowing(ctx, query);
  const limit = MOST_AT_ONCE + 1;
  const named = await messageIdsOf(ctx, query.q);
  const rows = named
    ? await selectMessagesByIds(ctx.db, narrowing, named, limit)
    : await selectMessagePage(ctx.db, narrowing, {
        order: kind === "replay" && query.tab === "all" ? "time" : "rank",
        limit,
        scanLimit: SCAN_LIMIT,
      });
  return { ids: rows.slice(0, MOST_AT_ONCE).map((row) => row.id), more: rows.length > MOST_AT_ONCE };
}
