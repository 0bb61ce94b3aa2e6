import type { BillingTerms } from "@/lib/domain/billing/terms";

/** How one customer is billed, and how it came to be so. */
export interface TermsLine {
  /** Empty: everyone who has no terms of their own. */
  readonly customer: string;
  readonly terms: BillingTerms;
  /** 0: as delivered. */
  readonly version: number;
  readonly changedBy: string | null;
  /** ISO 8601. */
  readonly changedAt: string | null;
  readonly reason: string | null;
  /** The hold lasts now. */
  readonly isHeld: boolean;
}

export interface TermsPage {
  /** Everyone's first. */
  readonly lines: readonly TermsLine[];
  /** Customers without terms of their own that have something open. */
  readonly customers: readonly string[];
  readonly zone: string;
  readonly mayEdit: boolean;
}
