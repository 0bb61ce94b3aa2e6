import type { Hint } from "@/db/queries/odoo/insert-hints";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";

export type StoreHints = (owner: OdooOwner, hints: readonly Hint[]) => Promise<void>;

interface Batch {
  readonly owner: OdooOwner;
  readonly hints: Hint[];
  readonly stored: Promise<void>;
}

/** One statement a connection is under way at a time, and what comes meanwhile goes with the next: a mass change in Odoo is one call a record. */
export class HintBatches {
  private readonly busy = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, Batch>();

  constructor(private readonly store: StoreHints) {}

  /** Settles when the hint is committed; rejects when it could not be. */
  add(owner: OdooOwner, hint: Hint): Promise<void> {
    const key = owner.connectionId;
    const waiting = this.waiting.get(key);
    if (waiting) {
      waiting.hints.push(hint);
      return waiting.stored;
    }
    const hints = [hint];
    const before = this.busy.get(key) ?? Promise.resolve();
    const stored = before
      .catch(() => undefined)
      .then(() => {
        this.waiting.delete(key);
        return this.store(owner, hints);
      });
    this.waiting.set(key, { owner, hints, stored });
    this.busy.set(key, stored);
    stored
      .catch(() => undefined)
      .finally(() => {
        if (this.busy.get(key) === stored) this.busy.delete(key);
      });
    return stored;
  }
}
