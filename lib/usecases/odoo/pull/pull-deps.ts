import type { Database } from "@/db/client";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import type { PullLease } from "@/db/queries/odoo/pull-lease";
import type { OdooReader } from "./guarded-client";
import type { ReadingPlan } from "./reading-plan";

/** What pulling needs from its process. */
export interface PullDeps {
  readonly db: Database;
  readonly now: () => Date;
  /** A client with the reader's key; see `openOdooClient`. */
  readonly openReader: (owner: OdooOwner) => Promise<OdooReader>;
  /** Aborted: stop after the page under way. */
  readonly signal?: AbortSignal;
  /** A round starts nothing more after so long; see `pullConnection`. */
  readonly roundMs?: number;
}

/** One model claimed by this worker. */
export interface ModelWork {
  readonly deps: PullDeps;
  /** Each of its calls goes through the connection's breaker. */
  readonly client: OdooReader;
  readonly lease: PullLease;
  readonly plan: ReadingPlan;
}

/** Longer than a page takes to be read and stored; moved on with every page. After a crash the model rests so long. */
export const LEASE_MS = 90_000;
export const PAGE_SIZE = 1_000;

/** Another worker has taken the model over meanwhile. Nothing of this page was written; the other one reads it. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
  constructor(model: string) {
    super(`The reading of ${model} was taken over by another worker; nothing more is written here.`);
  }
}

export const leaseEnd = (now: Date) => new Date(now.getTime() + LEASE_MS);

/** A model that was read without trouble and is given back. */
export const SETTLED = {
  errorClass: null,
  error: null,
  errorAt: null,
  leaseOwner: null,
  leasedUntil: null,
} as const;
