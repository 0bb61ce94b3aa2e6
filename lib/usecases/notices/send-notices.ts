import {
  type ClaimedNotice,
  claimNotices,
  type Outcome,
  settleNotice,
  showDueInApp,
} from "@/db/queries/notices/outbox";
import { inTransaction } from "@/db/transaction";
import { retryDelayMs } from "@/lib/domain/notice/retry";
import { spanOfNotice, spanOfTry } from "@/lib/usecases/trace/effect-spans";
import type { NoticeDeps } from "./gather-notices";
import type { Sender } from "./sender";

const LEASE_MS = 60_000;
const AT_ONCE = 10;

export interface SendDeps extends NoticeDeps {
  readonly sender: Sender;
  /** From 0 to 1; only tests give their own. */
  readonly chance?: () => number;
}

/**
 * Sends what is due. What a receiver confirmed and was noted is never sent again; a worker that dies in between leaves a lease that runs out, and the
 * same id goes out again. @returns true when there may be more.
 */
export async function sendNotices(deps: SendDeps): Promise<boolean> {
  const now = deps.now();
  const shown = await showDueInApp(deps.db, now);
  const claim = { now, leasedUntil: new Date(now.getTime() + LEASE_MS), limit: AT_ONCE };
  const claimed = await inTransaction(deps.db, (tx) => claimNotices(tx, claim));
  await Promise.all(
    claimed.map(async (notice) => {
      const outcome = await tryOne(deps, notice);
      await settleNotice(deps.db, notice, outcome);
    }),
  );
  return shown > 0 || claimed.length > 0;
}

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
