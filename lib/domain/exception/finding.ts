import type { WeighedFinding } from "./watch-shipment";

/** Failures with one signature on one connection have one cause, and are shown as one. */
export interface CauseGroup {
  readonly signature: string;
  /** "Can't be read: control totals differ". */
  readonly title: string;
}

/** Something wrong with any subject, and the cause it shares with others. */
export interface Finding extends WeighedFinding {
  readonly group?: CauseGroup;
}

/** What is at stake, in minor units of an ISO 4217 currency. */
export interface Stake {
  readonly moneyMinor: number;
  readonly currency: string;
}
