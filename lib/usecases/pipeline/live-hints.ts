import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { LiveNotice } from "@/lib/contracts/live";
import type { PipelineResult } from "./run-pipeline";

export const LIVE_CHANNEL = "milepost_live";
/** More than this and a screen reads its list anew anyway; NOTIFY carries at most 8,000 bytes. */
const MAX_IDS = 50;

/** Tells every open screen of a company what changed. Never within a transaction that others wait for. */
export async function sendHint(db: Database, notice: LiveNotice): Promise<void> {
  await db.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(notice)})`);
}

/**
 * Collects what changed and tells open screens, at most once per call of `flush`. Sent from a connection of its own:
 * NOTIFY inside the recording transaction takes a lock all commits wait for.
 */
export class LiveHints {
  readonly #changed = new Map<number, Set<string>>();

  add({ touched, messages }: PipelineResult): void {
    for (const { companyId, shipmentIds } of touched) {
      if (shipmentIds.length === 0 && messages === 0) continue;
      const known = this.#changed.get(companyId) ?? new Set();
      this.#changed.set(companyId, known);
      for (const id of shipmentIds) known.add(id);
    }
  }

  async flush(db: Database): Promise<void> {
    for (const [companyId, ids] of [...this.#changed]) {
      const payload = { companyId, shipments: ids.size > MAX_IDS ? null : [...ids], messages: true };
      this.#changed.delete(companyId);
      try {
        await sendHint(db, payload);
      } catch (error) {
        // A screen that believes it is live does not ask by itself: the hint goes out with the next round.
        const later = this.#changed.get(companyId) ?? new Set();
        this.#changed.set(companyId, new Set([...ids, ...later]));
        throw error;
      }
    }
  }
}
