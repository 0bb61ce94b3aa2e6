import { connectDatabase, type Database } from "@/db/client";
import { UnavailableError } from "@/lib/domain/app-error";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { flushSpans, startTracing } from "@/lib/usecases/trace/tracing";
import { secretKey } from "../connections/secret-key";
import { ByteBudget } from "./byte-budget";
import { GroupCommit } from "./group-commit";
import { IntakeCounters } from "./intake-counters";
import { loadSenders } from "./load-senders";
import { RateLimit } from "./rate-limit";
import type { ReceiveDeps } from "./receive-message";
import { type KnownSender, SenderDirectory } from "./sender-directory";
import { storeBatch } from "./store-batch";

/** The door of one process: everything `receiveMessage` needs, and what has to be put away at the end. */
export interface Intake extends ReceiveDeps {
  readonly flush: () => Promise<void>;
}

const LOOK_UP_DEADLINE_MS = 1_500;
const MAX_HELD_BYTES = 64 * 1024 * 1024;

export function openIntake(db: Database, key: Buffer, now: () => Date = () => new Date()): Intake {
  const directory = new SenderDirectory(
    (slugs) => loadOrTell(db, key, slugs),
    () => now().getTime(),
  );
  const commit = new GroupCommit((rows) => storeBatch(db, rows));
  const counters = new IntakeCounters(db);
  return {
    findSender: (slug) => inTime(directory.find(slug)),
    store: (row) => commit.add(row),
    rateLimit: new RateLimit(),
    budget: new ByteBudget(MAX_HELD_BYTES),
    count: (sender, outcome, bytes) => counters.add(sender, outcome, bytes, now()),
    now,
    flush: () => counters.flush(),
  };
}

async function loadOrTell(db: Database, key: Buffer, slugs: readonly string[]): Promise<KnownSender[]> {
  try {
    return await loadSenders(db, key, slugs);
  } catch (error) {
    log("error", "connections could not be looked up", errorFields(error));
    throw error;
  }
}

/** Looks up a connection, or says in time that the database is away. */
async function inTime<T>(lookUp: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UnavailableError("The database did not answer in time.")),
      LOOK_UP_DEADLINE_MS,
    );
  });
  try {
    return await Promise.race([lookUp, late]);
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    // Whatever kept us from looking, nobody can say that this partner is unknown.
    throw new UnavailableError("The connection could not be looked up.", error);
  } finally {
    clearTimeout(timer);
  }
}

// Kept over the module reloads of `next dev`.
const shared = globalThis as typeof globalThis & { milepostIntake?: Intake };

/** Enough for the statements under way and a look-up beside them. */
const POOL_MAX = 4;
/** Later than any sender is kept waiting. */
const QUERY_TIMEOUT_MS = 5_000;

/** The door of this web process. Its own connections: a slow page must not keep partners waiting. */
export function intake(): Intake {
  if (shared.milepostIntake) return shared.milepostIntake;
  const db = connectDatabase(env().DATABASE_URL, {
    max: POOL_MAX,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    applicationName: "milepost intake",
    onError: (error) => log("warn", "intake lost a database connection", errorFields(error)),
  });
  startTracing();
  const opened = openIntake(db, secretKey());
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => void Promise.all([opened.flush(), flushSpans()]));
  shared.milepostIntake = opened;
  return opened;
}
