import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Random, streamOf } from "@/lib/simulator/random";
import type { Ledger } from "./ledger";
import type { LoadMessage, LoadSource } from "./load-messages";
import { type Secrets, signedHeaders } from "./partners";
import { type Answer, post } from "./post";

const MAX_UNDER_WAY = 64;
/** Share of messages sent again on purpose after their acknowledgement, and of those sent twice at once. */
const AGAIN = 0.05;
const TWIN = 0.03;

interface Tally {
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

interface SenderOptions {
  readonly address: string;
  readonly secrets: Secrets;
  readonly source: LoadSource;
  readonly ledger: Ledger;
  readonly perSecond: number;
  readonly seed: number;
}

/** Sends signed messages steadily and, like any partner, again and again under the same id until each is acknowledged. */
export class Sender {
  readonly tally: Tally = {
    ...{ sent: 0, acknowledged: 0, retried: 0, suppressed: 0, takenTwice: 0 },
    answers: new Map(),
    wrong: [],
  };
  /** When the last message was acknowledged, in epoch ms. */
  lastAcknowledgedAt = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 2 * MAX_UNDER_WAY });
  private readonly random: Random;
  private readonly underWay = new Set<Promise<void>>();
  private readonly idOfFact = new Map<string, string>();
  private isOver = false;
  private isGivenUp = false;
  private readonly running: Promise<void>;

  constructor(private readonly options: SenderOptions) {
    this.random = streamOf(options.seed, "sender");
    this.running = this.run();
  }

  /** Stops making messages; resolves when every one under way is acknowledged. */
  async finish(): Promise<void> {
    this.isOver = true;
    await this.running;
    for (const message of this.options.source.rest()) this.track(message);
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    this.agent.destroy();
  }

  /** Stops in the middle of everything; what comes in after this is not booked. */
  giveUp(): void {
    this.isOver = true;
    this.isGivenUp = true;
    this.agent.destroy();
  }

  private async run(): Promise<void> {
    const { perSecond, source } = this.options;
    const from = performance.now();
    const wanted = () => ((performance.now() - from) / 1_000) * perSecond;
    for (let made = 0; !this.isOver; await sleep(5)) {
      // What a pause of the app has delayed is not made up for: the load stays what it is.
      made = Math.max(made, wanted() - perSecond / 10);
      for (; made < wanted(); made += 1) if (this.underWay.size < MAX_UNDER_WAY) this.track(source.next());
    }
  }

  private track(message: LoadMessage): void {
    const work = this.deliver(message).finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  private async deliver(message: LoadMessage): Promise<void> {
    this.tally.sent += 1;
    const copies = this.random.chance(TWIN) ? 2 : 1;
    const again = this.random.chance(AGAIN);
    await Promise.all(Array.from({ length: copies }, () => this.insist(message)));
    if (again) await this.insist(message);
  }

  private async insist(message: LoadMessage): Promise<void> {
    for (let tries = 0; !this.isGivenUp; tries += 1) {
      if (tries > 0) this.tally.retried += 1;
      const messageId = idOf(await this.attempt(message));
      if (messageId) return this.take(message, messageId);
      await sleep(Math.min(1_000, 50 * 2 ** Math.min(tries, 5)) * this.random.between(0.5, 1.5));
    }
  }

  private async attempt(message: LoadMessage): Promise<Answer | null> {
    const { address, secrets } = this.options;
    const url = new URL(`/api/inbound/${message.partner}`, address);
    const headers = { "content-type": "text/plain", ...signedHeaders(message, secrets, Date.now()) };
    const answer = await post(this.agent, { url, headers, body: message.body }).catch(() => null);
    const status = answer?.status ?? 0;
    this.tally.answers.set(status, (this.tally.answers.get(status) ?? 0) + 1);
    const problem = answer && problemOf(answer);
    if (problem) this.tally.wrong.push(problem);
    return answer;
  }

  private take({ partner, key, sha256, fact }: LoadMessage, messageId: string): void {
    if (this.isGivenUp) return;
    const first = this.idOfFact.get(fact);
    if (first === messageId) this.tally.suppressed += 1;
    else if (first !== undefined) this.tally.takenTwice += 1;
    if (first !== undefined) return;
    this.lastAcknowledgedAt = Date.now();
    this.idOfFact.set(fact, messageId);
    const acknowledgedAt = new Date().toISOString();
    this.options.ledger.write({ partner, key, sha256, messageId, fact, acknowledgedAt });
    this.tally.acknowledged += 1;
  }
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
