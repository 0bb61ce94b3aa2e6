import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { streamOf } from "@/lib/simulator/random";
import type { Ledger } from "./ledger";
import type { LoadMessage, LoadSource } from "./load-messages";
import { type Secrets, signedHeaders } from "./partners";
import { type Answer, post } from "./post";

const MAX_UNDER_WAY = 64;
/** Share of messages sent again on purpose after their acknowledgement, and of those sent twice at once. */
const AGAIN = 0.05;
const TWIN = 0.03;

export interface Tally {
  sent: number;
  acknowledged: number;
  /** Attempts after the first, because no answer came or it was "later". */
  retried: number;
  /** Second posts of a message that was acknowledged, answered with the first one's id. */
  suppressed: number;
  /** Second posts that were taken for something new. */
  takenTwice: number;
  /** Answers by status; no answer at all under 0. */
  readonly answers: Map<number, number>;
  /** What no partner should ever hear, in words. */
  readonly wrong: string[];
}

export interface SenderOptions {
  readonly address: string;
  readonly secrets: Secrets;
  readonly source: LoadSource;
  readonly ledger: Ledger;
  readonly perSecond: number;
  readonly seed: number;
}

export interface Sender {
  readonly tally: Tally;
  /** When the last message was acknowledged, in epoch ms. */
  lastAcknowledgedAt(): number;
  /** Stops making messages; resolves when every one under way is acknowledged. */
  finish(): Promise<void>;
}

/** Sends signed messages steadily and, like any partner, again and again under the same id until each is acknowledged. */
export function startSender(options: SenderOptions): Sender {
  const { address, secrets, source, ledger, perSecond, seed } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * MAX_UNDER_WAY });
  const random = streamOf(seed, "sender");
  const underWay = new Set<Promise<void>>();
  const known = new Map<string, string>();
  const tally: Tally = {
    ...{ sent: 0, acknowledged: 0, retried: 0, suppressed: 0, takenTwice: 0 },
    answers: new Map(),
    wrong: [],
  };
  let lastAcknowledgedAt = 0;
  let isOver = false;

  const attempt = async (message: LoadMessage): Promise<Answer | null> => {
    const url = new URL(`/api/inbound/${message.partner}`, address);
    const headers = { "content-type": "text/plain", ...signedHeaders(message, secrets, Date.now()) };
    const answer = await post(agent, { url, headers, body: message.body }).catch(() => null);
    const status = answer?.status ?? 0;
    tally.answers.set(status, (tally.answers.get(status) ?? 0) + 1);
    const problem = answer && problemOf(answer);
    if (problem) tally.wrong.push(problem);
    return answer;
  };
  const insist = async (message: LoadMessage): Promise<string> => {
    for (let tries = 0; ; tries += 1) {
      if (tries > 0) tally.retried += 1;
      const messageId = idOf(await attempt(message));
      if (messageId) return messageId;
      await sleep(Math.min(1_000, 50 * 2 ** Math.min(tries, 5)) * random.between(0.5, 1.5));
    }
  };
  const take = (message: LoadMessage, messageId: string) => {
    const first = known.get(message.fact);
    if (first === undefined) {
      lastAcknowledgedAt = Date.now();
      known.set(message.fact, messageId);
      const { partner, key, sha256, fact } = message;
      ledger.write({ partner, key, sha256, messageId, fact, acknowledgedAt: new Date().toISOString() });
      tally.acknowledged += 1;
    } else if (first === messageId) tally.suppressed += 1;
    else tally.takenTwice += 1;
  };
  const deliver = async (message: LoadMessage) => {
    tally.sent += 1;
    const copies = random.chance(TWIN) ? 2 : 1;
    const again = random.chance(AGAIN);
    await Promise.all(Array.from({ length: copies }, async () => take(message, await insist(message))));
    if (again) take(message, await insist(message));
  };
  const track = (message: LoadMessage) => {
    const work = deliver(message).finally(() => underWay.delete(work));
    underWay.add(work);
  };
  const run = async () => {
    const from = performance.now();
    for (let due = 0; !isOver; await sleep(5)) {
      // What a pause of the app has delayed is not made up for: the load stays what it is.
      due = Math.max(due, ((performance.now() - from) / 1_000) * perSecond - perSecond / 10);
      for (; due < ((performance.now() - from) / 1_000) * perSecond; due += 1)
        if (underWay.size < MAX_UNDER_WAY) track(source.next());
    }
  };
  const running = run();
  return {
    tally,
    lastAcknowledgedAt: () => lastAcknowledgedAt,
    finish: async () => {
      isOver = true;
      await running;
      for (const message of source.rest()) track(message);
      while (underWay.size > 0) await Promise.all(underWay);
      agent.destroy();
    },
  };
}

function idOf(answer: Answer | null): string | undefined {
  return answer && answer.status >= 200 && answer.status < 300 ? answer.messageId : undefined;
}

/** Signed and well-formed posts have two honest answers: stored, or "later" with when. */
function problemOf({ status, retryAfter, messageId }: Answer): string | undefined {
  if (status === 200 || status === 202) return messageId ? undefined : `${status} without a message id`;
  if (status !== 503) return `answer ${status}`;
  return Number(retryAfter) >= 1 ? undefined : "503 without Retry-After";
}
