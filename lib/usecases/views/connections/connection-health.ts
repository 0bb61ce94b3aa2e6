import { countWaiting } from "@/db/queries/connections/count-waiting";
import { type HoldRow, selectHold } from "@/db/queries/connections/hold";
import { selectHours } from "@/db/queries/health/select-hours";
import { selectHeldMessages, selectQueue } from "@/db/queries/health/select-queue";
import type { ConnectionHealthPage, HoldDto, Span } from "@/lib/contracts/connections/connection-health";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { RHYTHM_DAYS, silenceOf } from "@/lib/domain/connection/rhythm";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { DAY_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { healthPoints, healthTotals } from "./health-points";

const HELD_SHOWN = 10;
const WEEK_MS = 7 * DAY_MS;

/** How a connection does over time, what waits at it, and whether it is held back. */
export async function connectionHealth(
  ctx: Context,
  connectionId: string,
  span: Span,
): Promise<ConnectionHealthPage> {
  requirePermission(ctx.actor, "connection.read");
  const key = { companyId: ctx.actor.companyId, id: connectionId };
  const now = ctx.now();
  const heldRank = MESSAGE_STATES.held.rank;
  // Three weeks before the longest span, for what is usual.
  const since = new Date(now.getTime() - 14 * DAY_MS - 3 * WEEK_MS);
  const [hours, queue, waiting, hold, held] = await Promise.all([
    selectHours(ctx.db, key, since),
    selectQueue(ctx.db, key, now),
    countWaiting(ctx.db, key, heldRank),
    selectHold(ctx.db, key),
    selectHeldMessages(ctx.db, key, heldRank, HELD_SHOWN),
  ]);
  const spoken = hours
    .filter(({ at, taken, repeated }) => taken + repeated > 0 && at > now.getTime() - RHYTHM_DAYS * DAY_MS)
    .map(({ at }) => at);
  const silence = silenceOf(spoken, now.getTime());
  const points = healthPoints(hours, span, now.getTime());
  const oldest = [waiting.oldestMessageAt, dateOf(queue?.oldestCommandAt), dateOf(queue?.oldestOutboundAt)]
    .filter((at) => at !== null)
    .sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    span,
    points,
    totals: healthTotals(hours, span, now.getTime()),
    silentSince: silence ? new Date(silence.since).toISOString() : null,
    habit: (spoken[0] ?? now.getTime()) <= now.getTime() - WEEK_MS ? "known" : "learning",
    breaker: {
      state: queue?.breakerState ?? "closed",
      error: queue?.breakerError ?? null,
      retryAt: dateOf(queue?.breakerRetryAt)?.toISOString() ?? null,
    },
    lastSuccessAt: dateOf(queue?.succeededAt)?.toISOString() ?? null,
    credentialEndsAt: dateOf(queue?.credentialEndsAt)?.toISOString() ?? null,
    waiting: {
      messages: waiting.messages,
      commands: waiting.commands,
      commandsInFlight: queue?.commandsInFlight ?? 0,
      outbound: waiting.outbound,
      oldestAt: oldest?.toISOString() ?? null,
    },
    hold: hold ? holdDto(hold, waiting.messages) : null,
    held: held.map(({ receivedAt, ...row }) => ({ ...row, receivedAt: new Date(receivedAt).toISOString() })),
  };
}

function holdDto(hold: HoldRow, waiting: number): HoldDto {
  const isDraining =
    hold.drainUntil !== null && (hold.resuming || hold.drained < hold.drainTotal) && waiting > 0;
  return {
    since: hold.heldSince.toISOString(),
    by: hold.heldBy,
    reason: hold.reason,
    resuming: hold.resuming,
    draining:
      hold.drainUntil && isDraining
        ? {
            total: Math.max(hold.drainTotal, hold.drained),
            done: hold.drained,
            until: hold.drainUntil.toISOString(),
          }
        : null,
  };
}

const dateOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);
