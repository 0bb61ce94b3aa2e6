import { z } from "zod";
import { DISCREPANCY_REASONS } from "@/lib/domain/stock/discrepancy";

export const STOCK_TABS = ["open", "closed"] as const;

/** An instant with microseconds and an id: a place in the order of the list. */
const cursor = z
  .string()
  .regex(/^[\d :.+TZ-]{10,40}_[0-9a-f-]{36}$/)
  .optional()
  .catch(undefined);

/** Everything the address of the list says. What a stale or mistyped link holds beyond that is left out, not an error. */
export const stockQuerySchema = z.object({
  tab: z.enum(STOCK_TABS).catch("open").default("open"),
  connection: z.uuid().optional().catch(undefined),
  location: z.string().trim().min(1).max(200).optional().catch(undefined),
  reason: z.enum(DISCREPANCY_REASONS).optional().catch(undefined),
  q: z.string().trim().min(1).max(80).optional().catch(undefined),
  after: cursor,
  before: cursor,
});
export type StockQuery = z.infer<typeof stockQuerySchema>;

type RawParams = Readonly<Record<string, string | string[] | undefined>>;

export function readStockQuery(params: RawParams): StockQuery {
  const first = Object.entries(params).map(
    ([key, value]) => [key, Array.isArray(value) ? value[0] : value] as const,
  );
  return stockQuerySchema.parse(Object.fromEntries(first.filter(([, value]) => value !== undefined)));
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
