import {
  type BillingBlocker,
  type BillingStanding,
  BLOCKER_RULES,
  isBlocker,
  type OpenPart,
  STANDING_LABELS,
} from "./unbilled";

/** A row as it stands when bills are planned. */
export interface PlannedRow {
  readonly key: string;
  readonly part: OpenPart;
  readonly standing: BillingStanding;
  readonly blockers: readonly BillingBlocker[];
  readonly currency: string;
  readonly amountMinor: number;
  readonly companyCurrency: string;
  readonly companyAmountMinor: number | null;
  readonly deliveries: number;
}

export type LeftOutReason =
  | BillingBlocker
  | "in_transit"
  | "consolidated"
  | "nothing_to_bill"
  | "not_a_delivery";

export interface BillingPlan {
  /** Rows a bill would be made for. */
  readonly keys: readonly string[];
  readonly orders: number;
  readonly deliveries: number;
  /** By currency, in order of its code. */
  readonly sums: readonly {
    readonly currency: string;
    readonly amountMinor: number;
    readonly orders: number;
  }[];
  /** In the company's currency, of the rows with a rate; and how many have none. */
  readonly companySums: readonly { readonly currency: string; readonly amountMinor: number }[];
  readonly unvalued: number;
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly orders: number }[];
}

/** What "Bill N deliveries" would do with these rows: only what is ready is billed, and everything else says why not. */
export function planBilling(rows: readonly PlannedRow[]): BillingPlan {
  const billed = rows.filter((row) => leftOutFor(row) === null);
  const valued = billed.filter(({ companyAmountMinor }) => companyAmountMinor !== null);
  const leftOut = grouped(rows, leftOutFor);
  return {
    keys: billed.map(({ key }) => key),
    orders: billed.length,
    deliveries: billed.reduce((sum, { deliveries }) => sum + deliveries, 0),
    sums: inOrder(grouped(billed, ({ currency }) => currency)).map(([currency, own]) => ({
      ...{ currency, orders: own.length },
      amountMinor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    })),
    companySums: inOrder(grouped(valued, ({ companyCurrency }) => companyCurrency)).map(
      ([currency, own]) => ({
        currency,
        amountMinor: own.reduce((sum, { companyAmountMinor }) => sum + (companyAmountMinor ?? 0), 0),
      }),
    ),
    unvalued: billed.length - valued.length,
    leftOut: [...leftOut].flatMap(([reason, own]) => (reason === null ? [] : { reason, orders: own.length })),
  };
}

/** Why a row is not billed; null when it is.  */
function leftOutFor({ part, standing, amountMinor }: PlannedRow): LeftOutReason | null {
  if (part === "credit" || part === "credit_draft" || part === "ordered") return "not_a_delivery";
  if (standing !== "ready") return standing;
  return amountMinor > 0 ? null : "nothing_to_bill";
}

/** Why a row is left out, in words. */
export function leftOutText(reason: LeftOutReason): string {
  if (reason === "nothing_to_bill") return "Worth nothing";
  if (reason === "not_a_delivery") return "No delivery";
  return isBlocker(reason) ? BLOCKER_RULES[reason].label : STANDING_LABELS[reason];
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const inOrder = <T>(groups: ReadonlyMap<string, T>) => [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
