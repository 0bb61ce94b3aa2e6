import type { ClaimedOutbound, Lane } from "@/db/queries/outbound/claim-outbound";
import {
  type AttemptNote,
  insertOutboundAttempt,
  markBegun,
  type OutboundOutcome,
  settleOutbound,
} from "@/db/queries/outbound/settle-outbound";
import { inTransaction } from "@/db/transaction";
import { retryDelayMs } from "@/lib/domain/notice/retry";
import { log } from "@/lib/log";
import { keepSent } from "@/lib/usecases/health/keep-hour";
import { BreakerOpenError, withBreaker } from "@/lib/usecases/odoo/breaker";
import { spanOfOutbound, spanOfTry } from "@/lib/usecases/trace/effect-spans";
import { OutboundError, outboundFailure } from "./outbound-error";
import type { OutboundDeps } from "./send-outbound";
import { type Way, wayOf } from "./ways-out";

type Told = Pick<AttemptNote, "kind" | "outcome">;

/**
 * One try of one message: begun is committed before anything leaves, so that whoever finds it after a crash looks first.
 * @returns `stop` when the receiver is away and the rest of its queue must wait.
 */
export async function sendOne(
  deps: OutboundDeps,
  lane: Lane,
  message: ClaimedOutbound,
): Promise<"on" | "stop"> {
  const startedAt = deps.now();
  let step: AttemptNote["kind"] = message.state === "uncertain" ? "look_up" : "send";
  try {
    const way = wayOf(deps, lane);
    const told = await guarded(deps, lane, async () => {
      if (message.state === "uncertain" && (await way.lookUp(message)) === "there")
        return { kind: "look_up", outcome: "Looked for: the receiver has it." } as const;
      step = "send";
      return hand(deps, way, message);
    });
    if (!told) return "stop";
    const at = deps.now();
    await settle(deps, message, startedAt, told, {
      state: "sent",
      error: null,
      nextTryAt: null,
      counts: true,
      at,
    });
    return "on";
  } catch (error) {
    if (error instanceof BreakerOpenError) {
      await settle(deps, message, startedAt, null, putBack(message, error, deps.now()));
      return "stop";
    }
    if (!(error instanceof OutboundError)) throw error;
    const outcome = afterFailure(deps, message, error);
    await settle(
      deps,
      message,
      startedAt,
      { kind: step, outcome: FAILED_WORDS[outcome.state] ?? "" },
      outcome,
    );
    return error.details.breaking ? "stop" : "on";
  }
}

const FAILED_WORDS: Partial<Record<OutboundOutcome["state"], string>> = {
  waiting: "Not sent. It is tried again.",
  uncertain: "Whether it arrived is not known. It is looked for, or sent again under the same id.",
  failed: "Given up. A person decides.",
};

/** Undefined: the lease was lost before anything left, another worker has it. */
async function hand(deps: OutboundDeps, way: Way, message: ClaimedOutbound): Promise<Told | undefined> {
  await way.prepare(message);
  await deps.onStep?.("prepared", message.id);
  if (!(await markBegun(deps.db, message))) return undefined;
  await deps.onStep?.("begun", message.id);
  await way.deliver(message);
  await deps.onStep?.("delivered", message.id);
  const again = message.state === "uncertain" ? " Sent again under the same id." : "";
  return { kind: "send", outcome: `The receiver took it.${again}` };
}

function guarded<T>(
  deps: OutboundDeps,
  { companyId, connectionId }: Lane,
  call: () => Promise<T>,
): Promise<T> {
  if (connectionId === null) return call();
  return withBreaker(deps.db, { companyId, connectionId }, deps.now, call, outboundFailure);
}

function putBack(message: ClaimedOutbound, error: BreakerOpenError, at: Date): OutboundOutcome {
  const { state } = message;
  return { state, error: error.message, nextTryAt: at, counts: false, at };
}

function afterFailure(
  { now, chance = Math.random }: OutboundDeps,
  message: ClaimedOutbound,
  error: OutboundError,
): OutboundOutcome {
  const { mayHaveArrived, breaking, forGood } = error.details;
  const at = now();
  const open = mayHaveArrived || message.state === "uncertain" ? "uncertain" : "waiting";
  // Its place in the queue stays: the breaker alone decides when the receiver is asked again.
  if (breaking) return { state: open, error: error.message, nextTryAt: at, counts: false, at };
  const delay = forGood ? null : retryDelayMs(message.attempts + 1, chance());
  return {
    state: delay === null ? "failed" : open,
    error: error.message,
    nextTryAt: delay === null ? null : new Date(at.getTime() + delay),
    counts: true,
    at,
  };
}

async function settle(
  { db, now }: OutboundDeps,
  message: ClaimedOutbound,
  startedAt: Date,
  told: Told | null,
  outcome: OutboundOutcome,
): Promise<void> {
  const isMine = await inTransaction(db, async (tx) => {
    if (!(await settleOutbound(tx, message, outcome))) return false;
    if (told) {
      await insertOutboundAttempt(tx, message, { ...told, startedAt, endedAt: now(), error: outcome.error });
      await keepSent(tx, message, { went: outcome.state === "sent", again: message.attempts > 0, at: now() });
    }
    return true;
  });
  if (told)
    spanOfOutbound(message, {
      spanId: spanOfTry(message.id, message.attempts + 1),
      startMs: startedAt.getTime(),
      endMs: now().getTime(),
      error: outcome.state === "sent" ? null : outcome.state,
    });
  if (!isMine)
    log("warn", "an outbound message's lease was lost, another worker decides", { id: message.id });
}
