import { setTimeout as sleep } from "node:timers/promises";
import type { OutgoingMessage } from "../schedule/outgoing";
import type { Deliver } from "./deliver";
import type { Traffic } from "./traffic";

export interface LiveReport {
  readonly sent: number;
  readonly refused: number;
}

export interface LiveOptions {
  readonly traffic: Traffic;
  readonly deliver: Deliver;
  readonly perSecond: number;
  readonly signal: AbortSignal;
  /** Called once when the other side can't be reached, and once when it can again. */
  readonly onReachable: (isReachable: boolean, why: string) => void;
  readonly onRefused: (message: OutgoingMessage, status: number) => void;
}

/** A catching-up sender still leaves the other side some air. */
const CATCH_UP = 8;

/** Sends what is due, about `perSecond` messages a second, until asked to stop. A message is never dropped for want of an answer. */
export async function playLive(options: LiveOptions): Promise<LiveReport> {
  const { traffic, perSecond, signal } = options;
  let sent = 0;
  let refused = 0;
  while (!signal.aborted) {
    const startedAt = Date.now();
    const message = traffic.next(startedAt);
    if (message) {
      const status = await insist(message, options);
      if (status === null) break;
      if (status >= 400) refused += 1;
      else sent += 1;
    }
    const hurry = traffic.backlog(startedAt) > perSecond * 10 ? CATCH_UP : 1;
    const stepMs = (1_000 / perSecond / hurry) * (0.5 + Math.random());
    await pause(stepMs - (Date.now() - startedAt), signal);
  }
  return { sent, refused };
}

/** @returns the status of the answer, or null when asked to stop before there was one. */
async function insist(message: OutgoingMessage, options: LiveOptions): Promise<number | null> {
  let isReachable = true;
  for (;;) {
    const outcome = await options.deliver(message, new Date());
    if (outcome.kind !== "later") {
      if (!isReachable) options.onReachable(true, "");
      if (outcome.kind === "refused") options.onRefused(message, outcome.status);
      return outcome.status;
    }
    if (isReachable) options.onReachable(false, outcome.why);
    isReachable = false;
    await pause(outcome.afterMs, options.signal);
    if (options.signal.aborted) return null;
  }
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs <= 0) return;
  await sleep(delayMs, undefined, { signal }).catch(() => undefined);
}
