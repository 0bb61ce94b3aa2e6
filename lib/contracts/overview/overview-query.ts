import { z } from "zod";
import { DAY_MS } from "@/lib/domain/time/instant";
import { dayParam, firstParams, nameParam, type RawParams } from "../search-params";
import type { Counted } from "./counted";

export const RANGE_DAYS = [7, 14, 28, 91] as const;
const DEFAULT_DAYS = 14;
const MOST_DAYS = 366;

/** Everything the address of overview and scorecards says. What a stale or mistyped link holds beyond that is left out, not an error. */
export const overviewQuerySchema = z.object({
  /** So many days up to today; `from` and `until` (both included) beat it. */
  days: z.coerce.number().int().min(1).max(MOST_DAYS).optional().catch(undefined),
  from: dayParam,
  until: dayParam,
  customer: nameParam,
  carrier: nameParam,
});
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

export function readOverviewQuery(params: RawParams): OverviewQuery {
  return overviewQuerySchema.parse(firstParams(params));
}

/** The address of a page at `path` under `query` with `changes`. */
export function overviewHref(
  path: string,
  query: OverviewQuery,
  changes: Partial<OverviewQuery> = {},
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...query, ...changes }))
    if (value !== undefined && value !== "") params.set(key, String(value));
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Local days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** The days asked for, and as many right before them. `today` is a day of the company's zone. */
export function periodsOf(query: OverviewQuery, today: string): { period: Period; before: Period } {
  const [a, b] = [query.from ?? query.until, query.until ?? query.from ?? today].sort();
  const given = a !== undefined && (query.from ?? query.until) !== undefined;
  const to = given ? (b ?? today) : today;
  const asked = given ? daysBetween(a, to) + 1 : (query.days ?? DEFAULT_DAYS);
  const days = Math.min(asked, MOST_DAYS);
  const from = dayBefore(to, days - 1);
  return {
    period: { from, to, days },
    before: { from: dayBefore(from, days), to: dayBefore(from, 1), days },
  };
}

export function dayBefore(from: string, days: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

interface ListOf {
  readonly counted: Counted;
  readonly from: string;
  readonly to: string;
  readonly customer?: string | undefined;
  readonly carrier?: string | undefined;
}

/** The list of the shipments a number counts. */
export function countedHref({ counted, from, to, customer, carrier }: ListOf): string {
  const params = new URLSearchParams({ attention: "all" });
  if (carrier) params.set("carrier", carrier);
  if (customer) params.set("customer", customer);
  params.set("counted", counted);
  params.set("days", from === to ? from : `${from}..${to}`);
  return `/shipments?${params}`;
}

export const DRILLS = ["exceptions_opened", "exceptions_closed", "carrier_invoices", "touches"] as const;
export type Drill = (typeof DRILLS)[number];

/** The list behind a number that counts other things than shipments. */
export function drillHref(
  what: Drill,
  query: OverviewQuery,
  { from, to }: Pick<Period, "from" | "to">,
): string {
  const { customer, carrier } = query;
  return overviewHref(`/overview/${what}`, { from, until: to, customer, carrier });
}
