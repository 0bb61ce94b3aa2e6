import type { CommandRow } from "./command-list";

/** One line of what a command says: "Lines: 2", "Text: Delivered…". Never raw bytes. */
export interface PayloadFact {
  readonly name: string;
  readonly value: string;
}

/** A line of a bill or an entry. Amounts are decimal text. */
export interface PayloadLine {
  readonly name: string;
  readonly detail: string;
  readonly amount: string;
}

export interface CommandMoment {
  readonly what: string;
  /** ISO 8601 */
  readonly at: string;
}

export interface CommandAttemptDto {
  readonly number: number;
  readonly kind: "send" | "look_up" | "recheck";
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: string;
  readonly error: string | null;
  /** What was asked and answered, as JSON text without keys and bytes; null where the reader may not see it. */
  readonly exchange: { readonly request: string; readonly reply: string | null } | null;
}

export interface CommandPage extends CommandRow {
  readonly version: number;
  readonly facts: readonly PayloadFact[];
  readonly lines: readonly PayloadLine[];
  readonly moments: readonly CommandMoment[];
  readonly attemptsMade: readonly CommandAttemptDto[];
  readonly resultState: string | null;
  readonly shipment: { readonly number: string } | null;
  /** Others of the same document that go first. */
  readonly waitsBehind: number;
}

export interface CommandRights {
  readonly retry: boolean;
  readonly readExchange: boolean;
  readonly readShipment: boolean;
}
