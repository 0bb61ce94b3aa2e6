import type { Database } from "@/db/client";
import { type BreakerRow, lockBreaker, selectBreaker, updateBreaker } from "@/db/queries/odoo/breaker";
import { inTransaction } from "@/db/transaction";
import { concernsRequest } from "@/lib/connectors/odoo/client/classify";
import { OdooError, type OdooErrorKind } from "@/lib/connectors/odoo/client/odoo-error";
import {
  type Admission,
  admission,
  afterFailure,
  afterSuccess,
  BREAKING_FAILURES,
  type Breaker,
  type BreakingFailure,
  type Failure,
  newBreaker,
  probing,
} from "@/lib/domain/connection/breaker";

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
}

/** The connection's breaker lets nothing through now: nothing was sent. Try again after `retryAt`. */
export class BreakerOpenError extends Error {
  override readonly name = "BreakerOpenError";
  constructor(
    readonly retryAt: Date,
    readonly errorClass: string | null,
    reason: string | null,
  ) {
    super(reason ?? "A call is under way to find out whether it answers again.");
  }
}

/** How stale `succeededAt` may get before another success is written: a write a call would cost more than it tells. */
const SUCCESS_WRITTEN_EVERY_MS = 30_000;

/**
 * Runs `call` when the connection's breaker lets it, and tells the breaker how it went. Only an error that says something about the other
 * system as a whole (`failureOf`) counts as a failure; every error goes on to the caller. After an outage one call among all workers goes first.
 *
 * @throws {BreakerOpenError} when nothing may be sent now.
 */
export async function withBreaker<T>(
  db: Database,
  owner: Owner,
  now: () => Date,
  call: () => Promise<T>,
  failureOf: (error: unknown) => Failure | undefined = breakingFailure,
): Promise<T> {
  const known = await selectBreaker(db, owner);
  const admitted = await admit(db, owner, known, now());
  try {
    const result = await call();
    if (isNews(known, admitted, now()))
      await note(db, owner, now(), (is, at) => afterSuccess(is, admitted, at));
    return result;
  } catch (error) {
    const failure = failureOf(error);
    if (failure) {
      const chance = Math.random();
      await note(db, owner, now(), (is, at) => afterFailure(is, admitted, failure, at, chance));
    } else if (admitted === "probe") {
      // Odoo answered, if only with a refusal; or the fault was ours, and then the next call finds out.
      await note(db, owner, now(), (is, at) => afterSuccess(is, admitted, at));
    }
    throw error;
  }
}

async function admit(
  db: Database,
  owner: Owner,
  known: BreakerRow | undefined,
  at: Date,
): Promise<Admission> {
  if (!known || known.state === "closed") return "normal";
  if (!admission(toBreaker(known), at)) throw refused(known, at);
  return inTransaction(db, async (tx) => {
    const row = await lockBreaker(tx, owner, newBreaker(at));
    const breaker = toBreaker(row);
    const admitted = admission(breaker, at);
    if (!admitted) throw refused(row, at);
    if (admitted === "probe") await updateBreaker(tx, owner, probing(breaker, at));
    return admitted;
  });
}

function refused(row: BreakerRow, at: Date): BreakerOpenError {
  return new BreakerOpenError(row.retryAt ?? at, row.errorClass, row.error);
}

function isNews(known: BreakerRow | undefined, admitted: Admission, at: Date): boolean {
  if (admitted === "probe" || !known || known.failures > 0 || !known.succeededAt) return true;
  return at.getTime() - known.succeededAt.getTime() >= SUCCESS_WRITTEN_EVERY_MS;
}

async function note(
  db: Database,
  owner: Owner,
  at: Date,
  evolve: (breaker: Breaker, at: Date) => Breaker,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = toBreaker(await lockBreaker(tx, owner, newBreaker(at)));
    const next = evolve(before, at);
    if (next !== before) await updateBreaker(tx, owner, next);
  });
}

function toBreaker(row: BreakerRow): Breaker {
  const { companyId: _company, connectionId: _connection, errorClass, ...rest } = row;
  return { ...rest, errorClass: BREAKING_FAILURES.find((known) => known === errorClass) ?? null };
}

/** Not `authentication`: it concerns one of the two users, and the other one goes on. Whoever calls with that key rests by himself. */
const BREAKING: Partial<Record<OdooErrorKind, BreakingFailure>> = {
  rate_limit: "rate_limit",
  uncertain: "timeout",
  connection: "connection",
  // A proxy's page in Odoo's place: maintenance, a wrong address, a gateway that times out.
  protocol: "connection",
};

/** What of an error concerns the whole connection. Undefined: it concerns the request alone, or is not Odoo's. */
export function breakingFailure(error: unknown): Failure | undefined {
  if (!(error instanceof OdooError) || concernsRequest(error)) return undefined;
  const errorClass = BREAKING[error.kind];
  if (!errorClass) return undefined;
  const { retryAfterMs } = error.details;
  return { errorClass, error: error.message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
