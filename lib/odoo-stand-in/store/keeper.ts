import { saveSnapshot } from "./snapshot";
import type { Store } from "./store";

const SETTLE_MS = 1_000;
/** Writing may take one part in so many of the time. */
const REST = 10;

/** Writes the world to its file a moment after it changed, the bigger the rarer, and once more at the end. Two writes never overlap. */
export class Keeper {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private changed = false;
  private lastMs = 0;

  constructor(
    private readonly store: Store,
    private readonly file: string,
    /** Told when a write failed; the next change tries again. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  noteChange(): void {
    this.changed = true;
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        this.write().catch(this.onFailure);
      },
      Math.max(SETTLE_MS, REST * this.lastMs),
    );
    this.timer.unref();
  }

  private write(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.save());
    return this.writing;
  }

  private async save(): Promise<void> {
    if (!this.changed) return;
    this.changed = false;
    const startedAt = performance.now();
    try {
      await saveSnapshot(this.store, this.file);
    } catch (error) {
      this.changed = true;
      throw error;
    }
    this.lastMs = performance.now() - startedAt;
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.write();
  }
}
