import {
  type ClaimedNotice,
  claimNotices,
  type Outcome,
  renewLease,
  settleNotice,
  showDueInApp,
} from "@/db/queries/notices/outbox";
import { inTransaction } from "@/db/transaction";
import { retryDelayMs } from "@/lib/domain/notice/retry";
import { LANES, type Lane } from "@/lib/domain/notice/subscription";
import { spanOfNotice, spanOfTry } from "@/lib/usecases/trace/effect-spans";
import type { NoticeDeps } from "./gather-notices";
import type { Sender } from "./sender";

const LEASE_MS = 60_000;
/** Often enough that one lost renewal loses nothing: a mail server may answer each step late and still take the mail. */
const RENEW_MS = 20_000;
const AT_ONCE = 10;

export interface SendDeps extends NoticeDeps {
  readonly sender: Sender;
  /** From 0 to 1; only tests give their own. */
  readonly chance?: () => number;
  /** Only tests give their own. */
  readonly renewMs?: number;
}

/**
 * Sends what is due. What a receiver confirmed and was noted is never sent again; a worker that dies in between leaves a lease that runs out, and the
 * same id goes out again. @returns true when there may be more.
 */
export async function sendNotices(deps: SendDeps, lanes: readonly Lane[] = LANES): Promise<boolean> {
  const shown = await showDueInApp(deps.db, deps.now());
  const sent = await Promise.all(lanes.map((lane) => sendLane(deps, lane)));
  return shown > 0 || sent.some((count) => count > 0);
}

async function sendLane(deps: SendDeps, lane: Lane): Promise<number> {
  const now = deps.now();
  const claim = { lane, now, leasedUntil: leaseFrom(now), limit: AT_ONCE };
  const claimed = await inTransaction(deps.db, (tx) => claimNotices(tx, claim));
  await Promise.all(
    claimed.map(async (notice) => {
      const outcome = await whileLeased(deps, notice, () => tryOne(deps, notice));
      await settleNotice(deps.db, notice, outcome);
    }),
  );
  return claimed.length;
}

async function whileLeased<T>(
  { db, now, renewMs = RENEW_MS }: SendDeps,
  notice: ClaimedNotice,
  work: () => Promise<T>,
): Promise<T> {
  // A renewal that fails is tried again with the next; the fence guards what is written.
  const renewal = setInterval(
    () => void renewLease(db, notice, leaseFrom(now())).catch(() => false),
    renewMs,
  );
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
}

const leaseFrom = (at: Date): Date => new Date(at.getTime() + LEASE_MS);

async function tryOne(
  { sender, now, chance = Math.random }: SendDeps,
  notice: ClaimedNotice,
): Promise<Outcome> {
  const startMs = Date.now();
  const result = await sender(notice);
  const at = now();
  spanOfNotice(notice, {
    spanId: spanOfTry(notice.id, notice.attempts),
    startMs,
    endMs: Date.now(),
    error: result.kind === "sent" ? null : result.kind,
  });
  if (result.kind === "sent") return { state: "sent", error: null, nextTryAt: null, at };
  const delay = result.kind === "refused" ? null : retryDelayMs(notice.attempts, chance());
  return {
    state: delay === null ? "failed" : "waiting",
    error: result.reason,
    nextTryAt: delay === null ? null : new Date(at.getTime() + delay),
    at,
  };
}
