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
