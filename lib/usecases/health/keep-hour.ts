import type { Executor } from "@/db/client";
import { addConnectionHours, type HourNews } from "@/db/queries/health/connection-hours";
import type { EventRow } from "@/db/queries/pipeline/insert-events";
import type { MessageStateRow } from "@/db/queries/pipeline/message-states";
import { HOUR_MS } from "@/lib/domain/time/instant";

/** What is sent counts apart from what the shards write. */
const SENDING_SLOT = 20;
const UNUSABLE: readonly MessageStateRow["state"][] = ["quarantined", "conflict"];

type Tally = { -readonly [Key in keyof HourNews]-?: HourNews[Key] };

const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);

/** Keeps what became of these messages and how long they and their events took. A message read before counts as read again only. */
export async function keepRead(
  db: Executor,
  companyId: number,
  outcomes: readonly MessageStateRow[],
  events: readonly EventRow[],
  { slot, now, isFirst }: { readonly slot: number; readonly now: Date; readonly isFirst: boolean },
): Promise<void> {
  const tallies = new Map<string, Tally>();
  const tallyOf = (connectionId: string) => {
    const known = tallies.get(connectionId);
    if (known) return known;
    const made = emptyTally(connectionId, hourOf(now));
    tallies.set(connectionId, made);
    return made;
  };
  for (const outcome of outcomes) {
    const tally = tallyOf(outcome.connectionId);
    if (!isFirst) {
      tally.again += 1;
      continue;
    }
    const lagMs = Math.max(0, now.getTime() - outcome.receivedAt.getTime());
    tally.read += 1;
    tally.duplicates += outcome.state === "duplicate" ? 1 : 0;
    tally.failed += UNUSABLE.includes(outcome.state) ? 1 : 0;
    tally.readLagMs += lagMs;
    tally.readLagMaxMs = Math.max(tally.readLagMaxMs, lagMs);
  }
  for (const { connectionId, receivedAt, sentAt } of events) {
    const tally = tallyOf(connectionId);
    tally.events += 1;
    if (sentAt === null) continue;
    const lagMs = Math.max(0, receivedAt.getTime() - sentAt.getTime());
    tally.arrivals += 1;
    tally.arrivalLagMs += lagMs;
    tally.arrivalLagMaxMs = Math.max(tally.arrivalLagMaxMs, lagMs);
  }
  await addConnectionHours(db, companyId, slot, [...tallies.values()]);
}

/** Keeps that something was sent to a connection, or was not. */
export async function keepSent(
  db: Executor,
  { companyId, connectionId }: { readonly companyId: number; readonly connectionId: string | null },
  { went, again, at }: { readonly went: boolean; readonly again: boolean; readonly at: Date },
): Promise<void> {
  if (connectionId === null) return;
  await addConnectionHours(db, companyId, SENDING_SLOT, [
    {
      connectionId,
      hourAt: hourOf(at),
      sent: went ? 1 : 0,
      sendFailed: went ? 0 : 1,
      again: again ? 1 : 0,
    },
  ]);
}

function emptyTally(connectionId: string, hourAt: Date): Tally {
  return {
    connectionId,
    hourAt,
    read: 0,
    duplicates: 0,
    failed: 0,
    again: 0,
    events: 0,
    sent: 0,
    sendFailed: 0,
    readLagMs: 0,
    readLagMaxMs: 0,
    arrivals: 0,
    arrivalLagMs: 0,
    arrivalLagMaxMs: 0,
  };
}
