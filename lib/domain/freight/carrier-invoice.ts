import type { Place } from "../event/draft";
import type { ChargeKind } from "../message/parsed-message";
import type { Money } from "../money/money";
import type { Reference } from "../reference/reference";
import type { Instant } from "../time/instant";
import type { Quantity } from "./quantity";

/** A calendar day without a zone, `YYYY-MM-DD`. Compares as text. */
export type LocalDay = string;

/** One line as billed. `amountMinor` is signed, in the invoice's currency. */
export interface BilledLine {
  /** 0-based place on the bill; names the line for good. */
  readonly index: number;
  readonly kind: ChargeKind;
  readonly amountMinor: number;
  /** The carrier's own code (X12 element 150). */
  readonly code: string | null;
  readonly description: string | null;
  /** Rate, its qualifier and the billed quantity as written: shown, never computed with. */
  readonly rate: string | null;
  readonly rateQualifier: string | null;
  readonly quantity: string | null;
  /** Where in the message: "segment 15", "row 3". */
  readonly at: string;
}

/** What B3-08 (element 202) or a person says a bill is in relation to an earlier one; null: a first bill. */
export type Correction =
  | "balance_due"
  | "corrected"
  | "supplemental"
  | "duplicate"
  | "cancelled"
  | "other"
  | null;

/** A carrier's invoice as read from a 210, an INVOIC or a CSV row. Built from an `InvoiceDraft` by `carrierInvoiceOf`. */
export interface CarrierInvoice {
  /** Ours: unique within the company. Order between two bills is (receivedAt, id), never the order of processing. */
  readonly id: string;
  /** SCAC, upper case, or the sender's name where none is stated; null: nobody knows who bills. */
  readonly carrier: string | null;
  readonly number: string;
  /** PRO, BOL, shipment id (B3-03), load, order, purchase order and others, typed; any number of each. */
  readonly references: readonly Reference[];
  readonly issuedOn: LocalDay | null;
  readonly shippedOn: LocalDay | null;
  readonly deliveredOn: LocalDay | null;
  /** Method of payment as written: PP prepaid, CC collect, TP third party (X12 element 146). */
  readonly terms: string | null;
  readonly billTo: string | null;
  readonly total: Money;
  readonly lines: readonly BilledLine[];
  /** Advances less prepaid amounts: part of the total and no charge (L1-05, L1-06). Minor units; 0 where none. */
  readonly advancesMinor: number;
  /** Total of the totals segment (L3-05), where stated. Minor units. */
  readonly statedLinesTotalMinor: number | null;
  readonly correction: Correction;
  /** What the bill says of the movement, for suggestions only. */
  readonly origin: Place | null;
  readonly destination: Place | null;
  readonly weight: Quantity | null;
  readonly receivedAt: Instant;
  /** What the reader could not take at its word, in its own words (an amount with more digits than the currency has). Any makes it a data exception. */
  readonly unreadable: readonly string[];
}

/** What is known of each carrier beyond its bills. Data of the company. */
export interface CarrierProfile {
  readonly carrier: string;
  readonly name: string;
  /** False: a bill is paid as billed or not at all until the carrier corrects it. */
  readonly shortPayAllowed: boolean;
  /** Days after receipt within which a charge may be contested. */
  readonly contestDays: number;
  /** Nothing is approved before the proof of delivery is in. */
  readonly podRequired: boolean;
}

/** Days to contest where a carrier's profile says nothing. Source: 49 USC 13710(a)(3)(B). */
export const CONTEST_DAYS_DEFAULT = 180;
