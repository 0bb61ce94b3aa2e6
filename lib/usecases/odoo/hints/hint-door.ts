import { connectDatabase, type Database } from "@/db/client";
import { findHintAddress } from "@/db/queries/odoo/hints-door";
import { insertHints } from "@/db/queries/odoo/insert-hints";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { openSecret } from "@/lib/usecases/connections/seal";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { ByteBudget } from "@/lib/usecases/inbox/byte-budget";
import { IntakeCounters } from "@/lib/usecases/inbox/intake-counters";
import { RateLimit } from "@/lib/usecases/inbox/rate-limit";
import { HintBatches } from "./hint-batch";
import { HintDirectory, type KnownHinter } from "./hint-directory";
import type { HintDeps } from "./receive-hint";

/** A hint goes out in the middle of a transaction; a second later most have ended. */
const READ_BACK_MS = 1_000;
const MAX_HELD_BYTES = 8 * 1024 * 1024;

export interface HintDoor extends HintDeps {
  readonly budget: ByteBudget;
  readonly flush: () => Promise<void>;
}

export function openHintDoor(db: Database, key: Buffer, now: () => Date = () => new Date()): HintDoor {
  const directory = new HintDirectory(
    (slug) => loadHinter(db, key, slug),
    () => now().getTime(),
  );
  const batches = new HintBatches((owner, hints) => {
    const hintedAt = now();
    return insertHints(db, owner, hints, {
      hintedAt,
      readAfter: new Date(hintedAt.getTime() + READ_BACK_MS),
    });
  });
  const counters = new IntakeCounters(db);
  return {
    findHinter: (slug) => directory.find(slug),
    store: (owner, hint) => batches.add(owner, hint),
    rateLimit: new RateLimit(),
    budget: new ByteBudget(MAX_HELD_BYTES),
    count: ({ companyId, connectionId }, outcome) =>
      counters.add({ companyId, id: connectionId }, outcome, 0, now()),
    now,
    flush: () => counters.flush(),
  };
}

async function loadHinter(db: Database, key: Buffer, slug: string): Promise<KnownHinter | undefined> {
  const row = await findHintAddress(db, slug);
  if (!row?.sealed) return undefined;
  const { sealed, ...hinter } = row;
  const secret = openSecret(key, row, sealed);
  if (secret === undefined) {
    log("error", "a stored secret does not open under MILEPOST_SECRET_KEY", { connection: slug });
    return undefined;
  }
  return { ...hinter, secret };
}

// Kept over the module reloads of `next dev`.
const shared = globalThis as typeof globalThis & { milepostHintDoor?: HintDoor };

const POOL_MAX = 2;
const QUERY_TIMEOUT_MS = 2_000;

/** The door for Odoo's webhooks of this web process. Its own connections: a slow page must not keep people in Odoo waiting. */
export function hintDoor(): HintDoor {
  if (shared.milepostHintDoor) return shared.milepostHintDoor;
  const db = connectDatabase(env().DATABASE_URL, {
    max: POOL_MAX,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    applicationName: "milepost hints",
    onError: (error) => log("warn", "the door for hints lost a database connection", errorFields(error)),
  });
  const opened = openHintDoor(db, secretKey());
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void opened.flush());
  shared.milepostHintDoor = opened;
  return opened;
}
