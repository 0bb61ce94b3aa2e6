import type { CommandKind } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { BoundedCount, Choice } from "../messages/message-list";
import type { CommandQuery } from "./command-query";

/** A document of Odoo in words, with the way into Odoo's own screen where there is one. */
export interface OdooDocument {
  /** "Delivery 491", "BILL/2026/11/0007". */
  readonly text: string;
  readonly href: string | null;
}

/** Decimal text and ISO 4217 currency; null where the command states none. */
export interface CommandAmount {
  readonly amount: string;
  readonly currency: string | null;
}

/** One intended write to Odoo, for a list. Moments are ISO 8601. */
export interface CommandRow {
  readonly id: string;
  readonly kind: CommandKind;
  readonly state: CommandState;
  readonly operationKey: string;
  readonly document: OdooDocument;
  readonly result: OdooDocument | null;
  readonly amount: CommandAmount | null;
  readonly connection: { readonly id: string; readonly name: string };
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly attempts: number;
  readonly nextTryAt: string | null;
  /** What went wrong last, in Odoo's or our words. */
  readonly error: string | null;
}

export interface CommandCounts {
  readonly byState: Readonly<Record<CommandState, BoundedCount>>;
  readonly person: BoundedCount;
}

export interface CommandList {
  readonly query: CommandQuery;
  readonly rows: readonly CommandRow[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly counts: CommandCounts;
  readonly connections: readonly Choice[];
  /** Set when a filter could look through a part of the commands only: what was looked through. */
  readonly bounded: string | null;
  /** Set when nobody sends: the last sign of life of a worker, or null when there never was one. */
  readonly stale: { readonly workerSeenAt: string | null } | null;
}
