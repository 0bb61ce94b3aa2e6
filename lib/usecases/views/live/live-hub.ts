import { type LiveListener, listenLive } from "@/db/queries/shipments/listen-live";
import { type LiveHint, liveNoticeSchema } from "@/lib/contracts/live";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { LIVE_CHANNEL } from "@/lib/usecases/pipeline/live-hints";

export interface LiveSubscriber {
  readonly companyId: number;
  readonly onHint: (hint: LiveHint) => void;
  /** Notices may have been lost: read again. */
  readonly onGap: () => void;
  /** This process stops: let go, so that it can. */
  readonly onStop: () => void;
}

/** A process serves this many open screens; further ones poll. */
const MOST_SUBSCRIBERS = 2_000;

/** Fans the notices of one listening connection out to the open screens of each company. */
export class LiveHub {
  readonly #byCompany = new Map<number, Set<LiveSubscriber>>();
  #count = 0;
  #listener: LiveListener | undefined;
  #hasBroken = false;
  #stopped = false;
  readonly #address: () => string;

  constructor(address: () => string = () => env().DATABASE_URL) {
    this.#address = address;
  }

  /** False also while this process stops: a browser would come back over the very connection it has open. */
  get hasRoom(): boolean {
    return !this.#stopped && this.#count < MOST_SUBSCRIBERS;
  }

  /** The returned function ends the subscription. */
  subscribe(subscriber: LiveSubscriber): () => void {
    this.#listener ??= this.#listen();
    const own = this.#byCompany.get(subscriber.companyId) ?? new Set();
    this.#byCompany.set(subscriber.companyId, own);
    own.add(subscriber);
    this.#count += 1;
    return () => {
      if (!own.delete(subscriber)) return;
      this.#count -= 1;
      if (own.size === 0) this.#byCompany.delete(subscriber.companyId);
    };
  }

  /** Stops listening and ends every stream: an open one would keep a stopping server alive for as long as its reader stays. */
  stop(): void {
    this.#stopped = true;
    this.#listener?.stop();
    this.#listener = undefined;
    for (const own of [...this.#byCompany.values()]) for (const subscriber of [...own]) subscriber.onStop();
  }

  #listen(): LiveListener {
    return listenLive(this.#address(), {
      channel: LIVE_CHANNEL,
      onNotice: (payload) => this.#tell(payload),
      onState: (listening) => this.#stateChanged(listening),
    });
  }

  #tell(payload: string): void {
    const notice = parseNotice(payload);
    if (!notice) return;
    const { companyId, ...hint } = notice;
    for (const subscriber of this.#byCompany.get(companyId) ?? []) subscriber.onHint(hint);
  }

  #stateChanged(listening: boolean): void {
    if (!listening) {
      if (!this.#hasBroken) log("warn", "live notices stopped, listening again");
      this.#hasBroken = true;
      return;
    }
    if (!this.#hasBroken) return;
    this.#hasBroken = false;
    log("info", "live notices are back");
    for (const own of this.#byCompany.values()) for (const subscriber of own) subscriber.onGap();
  }
}

function parseNotice(payload: string) {
  try {
    return liveNoticeSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

// One hub a process, kept over the module reloads of `next dev`.
const shared = globalThis as typeof globalThis & { milepostLiveHub?: LiveHub };

export function liveHub(): LiveHub {
  if (!shared.milepostLiveHub) {
    const hub = new LiveHub();
    shared.milepostLiveHub = hub;
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => hub.stop());
  }
  return shared.milepostLiveHub;
}
