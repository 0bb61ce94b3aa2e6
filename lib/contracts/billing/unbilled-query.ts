import { z } from "zod";
import { AGE_BUCKETS, type AgeBucket } from "@/lib/domain/billing/age";
import { BILLING_BLOCKERS } from "@/lib/domain/billing/unbilled";

export const BILLING_TABS = ["unbilled", "drafts", "credits", "ordered", "waiting"] as const;
export type BillingTab = (typeof BILLING_TABS)[number];

const BUCKETS = AGE_BUCKETS.map(({ key }) => key) as [AgeBucket, ...AgeBucket[]];

/** An instant and what tells two rows of one instant apart: connection, order, part, currency. */
const cursor = z
  .string()
  .regex(/^[\d :.+TZ-]{10,40}~[0-9a-f-]{36}~\d{1,15}~[a-z_]{1,20}~[^~]{0,10}$/)
  .optional()
  .catch(undefined);

/** Everything the address of the list says. What a stale or mistyped link holds beyond that is left out, not an error. */
export const unbilledQuerySchema = z.object({
  tab: z.enum(BILLING_TABS).catch("unbilled").default("unbilled"),
  blocker: z.enum(BILLING_BLOCKERS).optional().catch(undefined),
  age: z.enum(BUCKETS).optional().catch(undefined),
  customer: z.string().trim().min(1).max(200).optional().catch(undefined),
  currency: z.string().trim().min(1).max(10).optional().catch(undefined),
  after: cursor,
  before: cursor,
});
export type UnbilledQuery = z.infer<typeof unbilledQuerySchema>;

type RawParams = Readonly<Record<string, string | string[] | undefined>>;

export function readUnbilledQuery(params: RawParams): UnbilledQuery {
  const first = Object.entries(params).map(
    ([key, value]) => [key, Array.isArray(value) ? value[0] : value] as const,
  );
  return unbilledQuerySchema.parse(Object.fromEntries(first.filter(([, value]) => value !== undefined)));
}

/** The address of the list under `query` with `changes`. A change of filter starts at the first page; another list has blockers of its own. */
export function unbilledHref(query: UnbilledQuery, changes: Partial<UnbilledQuery> = {}): string {
  const next: Partial<UnbilledQuery> = {
    ...query,
    ...(changes.tab ? { blocker: undefined } : {}),
    ...{ after: undefined, before: undefined, ...changes },
  };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(next))
    if (value !== undefined && value !== "" && !(key === "tab" && value === "unbilled"))
      params.set(key, value);
  const text = params.toString();
  return text === "" ? "/billing/unbilled" : `/billing/unbilled?${text}`;
}
