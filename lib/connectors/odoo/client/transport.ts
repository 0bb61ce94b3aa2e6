import type { OdooTransportKind } from "@/lib/domain/odoo/connection";
import type { OdooContext } from "./odoo-client";

/** One call of a model's method, independent of how it travels. */
export interface OdooCall {
  readonly model: string;
  readonly method: string;
  /** Absent for methods of the model itself. */
  readonly ids?: readonly number[];
  /** By name, in the order in which Odoo declares them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly context?: OdooContext;
  readonly effect: "read" | "write";
  /** These parameters go by position over JSON-RPC: their names differ between versions, or Odoo looks at the first one. */
  readonly positional?: readonly string[];
  /** A method of records asked on none: over JSON-RPC the empty list has to be said. */
  readonly onEmpty?: true;
}

export interface OdooTransport {
  readonly kind: OdooTransportKind;
  /** @throws {OdooError} */
  send(call: OdooCall): Promise<unknown>;
  /** The user whose key it is. */
  userId(): Promise<number>;
}

/** Where and as whom, and how long to wait. */
export interface OdooEndpoint {
  /** Checked by `checkBaseUrl`. */
  readonly baseUrl: string;
  readonly database: string;
  readonly apiKey: string;
  /** Needed for JSON-RPC, where the key takes the place of the password. */
  readonly login: string | null;
  readonly readTimeoutMs: number;
  /** A time-out does not stop Odoo, so it is long: at least a minute. */
  readonly writeTimeoutMs: number;
  readonly maxResponseBytes: number;
}
