import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { streamOf } from "@/lib/simulator/random";
import type { FaultProxy } from "./fault-proxy";
import type { PushWorkers } from "./push-workers";

/** The soak goes on until so much is confirmed under fire; the rest drains in peace. */
const SHARE_UNDER_FIRE = 0.9;
const DRAINED_WITHIN_MS = 600_000;
/** A worker that is killed before it has done anything proves nothing; starting one takes seconds on a busy machine. */
const TRIES_BETWEEN_KILLS = 8;

interface Fire {
  readonly db: Database;
  readonly proxy: FaultProxy;
  readonly workers: PushWorkers;
  readonly total: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** Kills a worker every few seconds, each only after it has tried something, and takes the whole way down now and then, until most is confirmed. */
export async function underFire({ db, proxy, workers, total, seed, say }: Fire): Promise<void> {
  const random = streamOf(seed, "kills");
  let saidAt = 0;
  for (;;) {
    const triesBefore = await countTries(db);
    await sleep(random.between(1_000, 6_000));
    const more = await untilMoreThan(triesBefore + TRIES_BETWEEN_KILLS, db);
    // What was left needed fewer tries than that.
    if (!more) return;
    if (random.chance(0.1)) proxy.goAway(random.between(500, 2_500));
    workers.killOne(random.int(0, workers.count - 1));
    await hurryBreaker(db);
    const { confirmed } = await countStates(db);
    if (confirmed >= total * SHARE_UNDER_FIRE) return;
    if (confirmed - saidAt >= total / 10) {
      saidAt = confirmed;
      say(`${confirmed} of ${total} confirmed, workers killed ${workers.killed()}`);
    }
  }
}

/**
 * The breaker's own waits are made for outages of minutes: a soak shortens them. A probe whose worker was killed would be waited for three minutes.
 */
async function hurryBreaker(db: Database): Promise<void> {
  await db.$client.query(
    "update connection_breaker set retry_at = now() where state <> 'closed' and changed_at < now() - interval '6 seconds'",
  );
  await db.$client.query(
    "update command set next_try_at = now() where state in ('pending', 'uncertain') and leased_until is null and next_try_at > now() + interval '5 seconds'",
  );
}

async function countTries(db: Database): Promise<number> {
  const { rows } = await db.$client.query("select count(*)::int as n from command_attempt");
  return rows[0].n;
}

const WORKS_WITHIN_MS = 60_000;

/** @returns false when every command is settled before. */
async function untilMoreThan(tries: number, db: Database): Promise<boolean> {
  const deadline = Date.now() + WORKS_WITHIN_MS;
  while ((await countTries(db)) <= tries) {
    if ((await countStates(db)).open === 0) return false;
    if (Date.now() > deadline) throw new Error(`nothing was tried within ${WORKS_WITHIN_MS / 1_000} s`);
    await hurryBreaker(db);
    await sleep(100);
  }
  return true;
}

/** Until every command is settled and nothing is on its way any more. */
export async function drained(db: Database, proxy: FaultProxy): Promise<boolean> {
  const deadline = Date.now() + DRAINED_WITHIN_MS;
  while (Date.now() < deadline) {
    await hurryBreaker(db);
    const { open } = await countStates(db);
    if (open === 0 && proxy.pending === 0) return true;
    await sleep(200);
  }
  return false;
}

async function countStates(db: Database): Promise<{ readonly open: number; readonly confirmed: number }> {
  const { rows } = await db.$client.query(
    "select count(*) filter (where next_try_at is not null)::int as open, count(*) filter (where state = 'confirmed')::int as confirmed from command",
  );
  return rows[0];
}
