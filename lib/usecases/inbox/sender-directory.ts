import type { SenderRow } from "@/db/queries/connections/find-senders";
import type { SenderSecret } from "@/lib/domain/message/verify";

/** A connection as the door knows it, its secrets opened. */
export type KnownSender = Omit<SenderRow, "sealedSecrets"> & {
  readonly secrets: readonly SenderSecret[];
  /** True when a stored secret does not open: our key is the wrong one, not the partner's signature. */
  readonly secretsUnreadable: boolean;
};

interface Entry {
  readonly sender: KnownSender | undefined;
  readonly loadedAtMs: number;
}

interface Waiting {
  readonly resolve: (sender: KnownSender | undefined) => void;
  readonly reject: (error: unknown) => void;
}

type LoadSenders = (slugs: readonly string[]) => Promise<readonly KnownSender[]>;

/** A retired secret or a disabled connection is out within this time. */
const MAX_AGE_MS = 2_000;
/** From here on an entry in use is refreshed in the background, so that a busy connection never waits for it. */
const REFRESH_AGE_MS = 1_000;
const MAX_ENTRIES = 10_000;

/**
 * Finds connections by slug, at most two seconds old. One query is under way at a time and takes along every slug asked
 * for meanwhile, so that even a scan of made-up names costs one query per round trip.
 */
export class SenderDirectory {
  private readonly entries = new Map<string, Entry>();
  private readonly waiting = new Map<string, Waiting[]>();
  private loading = false;

  constructor(
    private readonly load: LoadSenders,
    private readonly nowMs: () => number,
  ) {}

  async find(slug: string): Promise<KnownSender | undefined> {
    const entry = this.entries.get(slug);
    const ageMs = entry ? this.nowMs() - entry.loadedAtMs : Number.POSITIVE_INFINITY;
    if (!entry || ageMs >= MAX_AGE_MS) {
      return new Promise((resolve, reject) => this.ask(slug, { resolve, reject }));
    }
    // A failed refresh is no news: the next find, when the entry is too old, tells.
    if (ageMs >= REFRESH_AGE_MS && entry.sender) this.ask(slug);
    return entry.sender;
  }

  private ask(slug: string, waiting?: Waiting): void {
    const others = this.waiting.get(slug);
    if (!others) this.waiting.set(slug, waiting ? [waiting] : []);
    else if (waiting) others.push(waiting);
    if (!this.loading) void this.loadWaiting();
  }

  private async loadWaiting(): Promise<void> {
    this.loading = true;
    while (this.waiting.size > 0) {
      const asked = new Map(this.waiting);
      this.waiting.clear();
      // The age counts from before the query: what changed while it ran may be missing from its answer.
      const loadedAtMs = this.nowMs();
      try {
        const found = new Map((await this.load([...asked.keys()])).map((sender) => [sender.slug, sender]));
        for (const [slug, waiters] of asked) {
          const sender = found.get(slug);
          this.keep(slug, { sender, loadedAtMs });
          for (const waiter of waiters) waiter.resolve(sender);
        }
      } catch (error) {
        for (const waiter of [...asked.values()].flat()) waiter.reject(error);
      }
    }
    this.loading = false;
  }

  private keep(slug: string, entry: Entry): void {
    this.entries.delete(slug);
    this.entries.set(slug, entry);
    if (this.entries.size <= MAX_ENTRIES) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
