import type { BulkRunDto, BulkSubjectKind } from "@/lib/contracts/bulk/bulk-run";
import { moneyText } from "@/lib/domain/money/decimal";

interface KindWords {
  readonly one: string;
  readonly many: string;
  /** Heads the column of what was acted on. */
  readonly title: string;
  readonly listHref: string;
  readonly back: string;
  /** Where the runs of this kind are shown. */
  readonly runsHref: string;
}

export const BULK_WORDS: Readonly<Record<BulkSubjectKind, KindWords>> = {
  exception: {
    ...{ one: "exception", many: "exceptions", title: "Exception", listHref: "/exceptions" },
    ...{ back: "Back to the exceptions", runsHref: "/exceptions/bulk" },
  },
  flow_run: {
    ...{ one: "run", many: "runs", title: "Run", listHref: "/flows" },
    ...{ back: "Back to the flows", runsHref: "/flows/bulk" },
  },
  approval: {
    ...{ one: "request", many: "requests", title: "Question", listHref: "/approvals" },
    ...{ back: "Back to the approvals", runsHref: "/flows/bulk" },
  },
  unbilled_order: {
    ...{ one: "delivery", many: "deliveries", title: "Delivery", listHref: "/billing/unbilled" },
    ...{ back: "Back to what is unbilled", runsHref: "/flows/bulk" },
  },
};

/** "512 runs". */
export function subjectsText(kind: BulkSubjectKind, count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? BULK_WORDS[kind].one : BULK_WORDS[kind].many}`;
}

/** "1,200.00 EUR, 80.00 USD"; empty where no item carries money. */
export function sumsText({ sums }: Pick<BulkRunDto, "sums">): string {
  return sums.map(({ amountMinor, currency }) => moneyText(amountMinor, currency)).join(", ");
}
