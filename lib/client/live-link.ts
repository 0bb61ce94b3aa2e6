import { type LiveHint, liveHelloSchema, liveHintSchema } from "@/lib/contracts/live";

/** `live`: told within a second. `polling`: looked up every few seconds. `reconnecting`: neither works right now. */
export type LiveMode = "connecting" | "live" | "polling" | "reconnecting" | "ended";

export interface LiveState {
  readonly mode: LiveMode;
  /** Epoch milliseconds of the newest thing heard of; null before anything was. */
  readonly lastEventAt: number | null;
  /** Until when what is on screen is known to be right. */
  readonly freshAt: number | null;
}

/** A hint, or null when anything may have changed. */
export type LiveListener = (hint: LiveHint | null) => void;

const STREAM = "/api/stream";
const POLL_MS = 10_000;
/** A stream that takes this long to come back is helped out by polling. */
const PATIENCE_MS = 4_000;
const REOPEN_MS = 5_000;
/** From one page to the next there is a moment without listeners; the stream outlives it. */
const LINGER_MS = 5_000;
/** The server says every 15 s that it is there; a stream silent for longer is dead, whatever the socket says. */
const SILENCE_MS = 40_000;

/** The one stream of a browser tab, opened by the first listener and closed after the last. */
export class LiveLink {
  #state: LiveState = { mode: "connecting", lastEventAt: null, freshAt: null };
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Set<LiveListener>();
  #source: EventSource | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #reopen: ReturnType<typeof setTimeout> | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  get state(): LiveState {
    return this.#state;
  }

  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    this.#openOrClose();
    return () => {
      this.#watchers.delete(onChange);
      this.#openOrClose();
    };
  }

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    this.#openOrClose();
    return () => {
      this.#listeners.delete(listener);
      this.#openOrClose();
    };
  }

  /** A read of ours went well or not: while polling, that tells whether anything can be reached at all. */
  noteRead(ok: boolean): void {
    if (this.#state.mode === "live" || this.#state.mode === "ended") {
      if (ok) this.#set({ freshAt: Date.now() });
      return;
    }
    if (ok) this.#set({ mode: this.#poll ? "polling" : this.#state.mode, freshAt: Date.now() });
    else if (this.#poll) this.#set({ mode: "reconnecting" });
  }

  #openOrClose(): void {
    clearTimeout(this.#linger);
    const wanted = this.#watchers.size + this.#listeners.size > 0;
    if (!wanted) this.#linger = setTimeout(() => this.#close(), LINGER_MS);
    else if (!this.#source && !this.#reopen && this.#state.mode !== "ended") this.#open();
  }

  #open(): void {
    this.#reopen = undefined;
    const source = new EventSource(STREAM);
    this.#source = source;
    this.#waitPatiently();
    source.addEventListener("open", () => this.#opened());
    source.addEventListener("hello", (event) => {
      const { lastMessageAt } = liveHelloSchema.parse(JSON.parse(event.data));
      this.#set({ lastEventAt: lastMessageAt, freshAt: Date.now() });
    });
    source.addEventListener("hint", (event) => {
      this.#set({ lastEventAt: Date.now(), freshAt: Date.now() });
      this.#tell(liveHintSchema.safeParse(JSON.parse(event.data)).data ?? null);
    });
    source.addEventListener("alive", () => this.#set({ freshAt: Date.now() }));
    source.addEventListener("gap", () => this.#tell(null));
    for (const event of ["open", "hello", "hint", "gap", "alive"])
      source.addEventListener(event, () => this.#expectMore(source));
    source.addEventListener("end", () => {
      this.#stop();
      this.#set({ mode: "ended" });
    });
    source.addEventListener("error", () => this.#broken(source));
  }

  #opened(): void {
    const missedSomething = this.#state.mode !== "connecting";
    clearTimeout(this.#patience);
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#set({ mode: "live", freshAt: Date.now() });
    if (missedSomething) this.#tell(null);
  }

  #broken(source: EventSource): void {
    if (source !== this.#source) return;
    if (this.#state.mode === "live") this.#set({ mode: "reconnecting" });
    this.#waitPatiently();
    // The browser gives up for good on a refusal (401, 503); then it is ours to try again.
    if (source.readyState !== EventSource.CLOSED) return;
    this.#source = undefined;
    this.#reopen = setTimeout(() => this.#open(), REOPEN_MS);
  }

  #expectMore(source: EventSource): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      source.close();
      this.#broken(source);
    }, SILENCE_MS);
  }

  #waitPatiently(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      if (this.#state.mode === "live" || this.#poll) return;
      this.#set({ mode: "polling" });
      this.#tell(null);
      this.#poll = setInterval(() => this.#tell(null), POLL_MS);
    }, PATIENCE_MS);
  }

  #tell(hint: LiveHint | null): void {
    for (const listener of this.#listeners) listener(hint);
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const watcher of this.#watchers) watcher();
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
    clearInterval(this.#poll);
    this.#poll = undefined;
    clearTimeout(this.#watchdog);
    clearTimeout(this.#patience);
    clearTimeout(this.#reopen);
    this.#reopen = undefined;
  }

  #close(): void {
    this.#stop();
    this.#state = { ...this.#state, mode: "connecting" };
  }
}
