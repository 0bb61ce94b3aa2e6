import { type SQL, sql } from "drizzle-orm";
import type { OpenDelivery } from "@/lib/domain/billing/open-order";
import type { BillingBlocker, BillingStanding, OpenPart } from "@/lib/domain/billing/unbilled";
import type { Executor } from "../../client";

/** Which list: rows and sums are asked alike. */
export type UnbilledList = "unbilled" | "drafts" | "credits" | "ordered" | "waiting";

export interface UnbilledNarrowing {
  readonly list: UnbilledList;
  readonly standing?: BillingStanding | undefined;
  readonly customer?: string | undefined;
  readonly currency?: string | undefined;
  /** Waiting since later than this, and not since later than that. */
  readonly afterAt?: Date | undefined;
  readonly untilAt?: Date | undefined;
}

/** Place in the list: what waits longest comes first. */
export interface UnbilledPosition {
  readonly at: string;
  readonly connectionId: string;
  readonly orderId: number;
  readonly part: string;
  readonly currency: string;
}

export interface StoredUnbilled {
  readonly connectionId: string;
  readonly baseUrl: string;
  readonly serverVersion: string | null;
  readonly orderId: number;
  readonly orderName: string;
  readonly part: OpenPart;
  readonly customer: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly companyCurrency: string;
  readonly companyAmountMinor: number | null;
  readonly rate: string | null;
  readonly standing: BillingStanding;
  readonly blockers: readonly BillingBlocker[];
  /** As Postgres writes them. */
  readonly sinceAt: string;
  readonly clockStartAt: string | null;
  readonly lines: number;
  readonly deliveries: readonly OpenDelivery[];
  readonly moveIds: readonly number[];
}

const KEY = sql`(since_at, connection_id, order_id, part, currency)`;
const TABS: Readonly<Record<UnbilledList, SQL>> = {
  unbilled: sql`tab = 'unbilled'`,
  drafts: sql`part = 'draft'`,
  credits: sql`tab = 'credit'`,
  ordered: sql`tab = 'ordered'`,
  waiting: sql`tab = 'waiting'`,
};

/** One page of a list, longest waiting first, by key on the index of its tab. */
export async function selectUnbilledPage(
  db: Executor,
  companyId: number,
  narrowing: UnbilledNarrowing,
  page: { readonly after?: UnbilledPosition; readonly before?: UnbilledPosition; readonly limit: number },
): Promise<StoredUnbilled[]> {
  const backwards = page.before !== undefined && page.after === undefined;
  const place = page.after ?? page.before;
  const { standing, customer, currency, afterAt, untilAt } = narrowing;
  const conditions = [
    sql`company_id = ${companyId}`,
    TABS[narrowing.list],
    ...(standing ? [sql`standing = ${standing}`] : []),
    ...(customer ? [sql`customer = ${customer}`] : []),
    ...(currency ? [sql`currency = ${currency}`] : []),
    ...(afterAt ? [sql`since_at > ${afterAt.toISOString()}::timestamptz`] : []),
    ...(untilAt ? [sql`since_at <= ${untilAt.toISOString()}::timestamptz`] : []),
    ...(place
      ? [
          sql`${KEY} ${sql.raw(backwards ? "<" : ">")} (${place.at}::timestamptz, ${place.connectionId}::uuid, ${place.orderId}::bigint,
            ${place.part} collate "C", ${place.currency} collate "C")`,
        ]
      : []),
  ];
  const direction = sql.raw(backwards ? "desc" : "asc");
  const order = sql.join(
    ["since_at", "connection_id", "order_id", "part", "currency"].map(
      (name) => sql`u.${sql.raw(name)} ${direction}`,
    ),
    sql`, `,
  );
  const { rows } = await db.execute<StoredUnbilled & Record<string, unknown>>(sql`
    select u.connection_id as "connectionId", c.base_url as "baseUrl", c.server_version as "serverVersion", u.order_id as "orderId",
      u.order_name as "orderName", u.part, u.customer, u.currency, u.amount_minor as "amountMinor", u.company_currency as "companyCurrency",
      u.company_amount_minor as "companyAmountMinor", u.rate, u.standing, u.blockers, u.since_at::text as "sinceAt",
      u.clock_start_at::text as "clockStartAt", u.lines, u.deliveries, u.move_ids as "moveIds"
    from (select * from unbilled_order u where ${sql.join(conditions, sql` and `)} order by ${order} limit ${page.limit}) u
    join odoo_connection c on c.company_id = ${companyId} and c.connection_id = u.connection_id
    order by ${order}`);
  return backwards ? rows.reverse() : rows;
}
