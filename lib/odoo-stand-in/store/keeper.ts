import { saveSnapshot } from "./snapshot";
import type { Store } from "./store";

const SETTLE_MS = 1_000;

/** Writes the world to its file a moment after it changed, and once more at the end. Two writes never overlap. */
export class Keeper {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private changed = false;

  constructor(
    private readonly store: Store,
    private readonly file: string,
  ) {}

  noteChange(): void {
    this.changed = true;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, SETTLE_MS);
  }

  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    if (!this.changed) return;
    this.changed = false;
    try {
      await saveSnapshot(this.store, this.file);
    } catch (error) {
      this.changed = true;
      throw error;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.flush();
  }
}
