import { z } from "zod";
import { DISCREPANCY_REASONS } from "@/lib/domain/stock/discrepancy";
import { findParam, firstParams, nameParam, placeParam, type RawParams } from "../search-params";

export const STOCK_TABS = ["open", "closed"] as const;

/** An instant with microseconds and an id: a place in the order of the list. */
const cursor = placeParam(["at", "id"], "_");

/** Everything the address of the list says. What a stale or mistyped link holds beyond that is left out, not an error. */
export const stockQuerySchema = z.object({
  tab: z.enum(STOCK_TABS).catch("open").default("open"),
  connection: z.uuid().optional().catch(undefined),
  location: nameParam,
  reason: z.enum(DISCREPANCY_REASONS).optional().catch(undefined),
  q: findParam,
  after: cursor,
  before: cursor,
});
export type StockQuery = z.infer<typeof stockQuerySchema>;

export function readStockQuery(params: RawParams): StockQuery {
  return stockQuerySchema.parse(firstParams(params));
}

/** The address of the list under `query` with `changes`. A change of filter starts at the first page. */
export function stockHref(query: StockQuery, changes: Partial<StockQuery> = {}): string {
  const next: Partial<StockQuery> = { ...query, after: undefined, before: undefined, ...changes };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(next)) {
    if (value !== undefined && value !== "" && !(key === "tab" && value === "open")) params.set(key, value);
  }
  const text = params.toString();
  return text === "" ? "/stock" : `/stock?${text}`;
}
