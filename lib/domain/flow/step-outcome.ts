import type { Permission } from "../access/permission";
import type { Instant } from "../time/instant";
import type { Blocker } from "./blocker";

/** Why a step failed; the closed list of the exceptions' failure classes. */
export type FailureClass =
  | "connection"
  | "authentication"
  | "rate_limit"
  | "timeout"
  | "parse"
  | "validation"
  | "unmapped_code"
  | "missing_reference"
  | "duplicate"
  | "conflict"
  | "rejected_by_target"
  | "uncertain";

/** Amount in minor units of an ISO 4217 currency. */
export interface FlowAmount {
  readonly amountMinor: number;
  readonly currency: string;
}

/** What a person is asked to approve, with what they need to see. */
export interface ApprovalAsk {
  /** The question in one sentence: "Approve bill 8841 of Redfox for USD 1,245.00?" */
  readonly question: string;
  readonly permission: Permission;
  /** Who asked for it: may not approve when `fourEyes`. Null: a rule did. */
  readonly requestedById: string | null;
  readonly fourEyes: boolean;
  readonly amount: FlowAmount | null;
  /** Shown on the same page, in this order: what supports the decision. */
  readonly evidence: readonly { readonly label: string; readonly value: string; readonly href?: string }[];
}

/** Plain JSON a step leaves for later ones; merged into the run's data. */
export type FlowData = Readonly<Record<string, unknown>>;

/**
 * What one look at a step came to. A step does nothing outside the database: its effects are commands and outbound messages, written in the same
 * transaction as this outcome, so it is safe to repeat and a crash leaves either both or nothing.
 */
export type StepOutcome =
  /** On to the next step, or to `to`. `note` says what was found or done, in one sentence. */
  | { readonly kind: "next"; readonly note: string; readonly to?: string; readonly data?: FlowData }
  /** The whole flow is over, with nothing more to do. */
  | { readonly kind: "done"; readonly note: string; readonly data?: FlowData }
  /** The same step again when one of `keys` is woken, or at `untilAt`. */
  | {
      readonly kind: "wait";
      readonly reason: string;
      readonly keys: readonly string[];
      readonly untilAt: Instant | null;
      readonly data?: FlowData;
    }
  /** A command was written; the same step again when it is settled. */
  | { readonly kind: "command"; readonly commandId: string; readonly note: string; readonly data?: FlowData }
  | { readonly kind: "approval"; readonly ask: ApprovalAsk; readonly data?: FlowData }
  /** A rule keeps it until a key is woken, `untilAt` passes or a person decides. */
  | {
      readonly kind: "hold";
      readonly blocker: Blocker;
      readonly reason: string;
      readonly keys: readonly string[];
      readonly untilAt: Instant | null;
      readonly data?: FlowData;
    }
  | { readonly kind: "failure"; readonly failureClass: FailureClass; readonly message: string };

/** Keys under which waiting runs are woken. */
export const wakeKey = {
  shipment: (shipmentId: string) => `shipment ${shipmentId}`,
  /** A document of Odoo, by model and id. */
  odoo: (connectionId: string, model: string, id: number) => `odoo ${connectionId} ${model} ${id}`,
  customer: (customer: string) => `customer ${customer}`,
  exception: (exceptionId: string) => `exception ${exceptionId}`,
  carrierInvoice: (id: string) => `carrier_invoice ${id}`,
  run: (runId: string) => `run ${runId}`,
} as const;
