import type { RowReport } from "@/lib/domain/freight/rate-card-csv";

/** What an import came to. Null `stored`: nothing was kept, and the report says why. */
export interface ImportReport {
  readonly stored: { readonly id: string; readonly version: number } | null;
  readonly rows: readonly RowReport[];
  /** What is wrong with the contract as a whole. */
  readonly problems: readonly string[];
}

/** A contract tried against bills that came in: what would be judged otherwise. */
export interface RatePreview {
  /** Bills looked at, newest first, at most `most`. */
  readonly looked: number;
  readonly most: number;
  readonly since: string;
  readonly changes: readonly {
    readonly invoiceId: string;
    readonly number: string;
    readonly currency: string;
    readonly outcomeBefore: string;
    readonly outcomeAfter: string;
    readonly expectedBeforeMinor: number | null;
    readonly expectedAfterMinor: number | null;
  }[];
}

export interface RateCardLine {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly partyKind: "carrier" | "customer";
  readonly party: string;
  readonly currency: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly lanes: number;
  readonly accessorials: number;
  readonly fuelIndex: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  /** Null: a draft, by which nothing is priced. */
  readonly activatedBy: string | null;
  readonly activatedAt: string | null;
}

export interface CarrierTermsLine {
  readonly carrier: string;
  readonly version: number;
  readonly name: string;
  readonly shortPayAllowed: boolean;
  readonly contestDays: number;
  readonly podRequired: boolean;
  readonly fourEyesOver: { readonly amountMinor: number; readonly currency: string } | null;
  readonly vendor: { readonly connectionId: string; readonly name: string | null } | null;
}

export interface RatesPage {
  readonly cards: readonly RateCardLine[];
  readonly carriers: readonly CarrierTermsLine[];
  readonly prices: readonly {
    readonly index: string;
    readonly effectiveOn: string;
    readonly price: string;
  }[];
  readonly odoos: readonly { readonly connectionId: string; readonly name: string }[];
  readonly mayEdit: boolean;
}
