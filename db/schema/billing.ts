import { sql } from "drizzle-orm";
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BillingAssumptions } from "@/lib/domain/billing/assumptions";
import type { OpenDelivery } from "@/lib/domain/billing/open-order";
import type { BillingTerms } from "@/lib/domain/billing/terms";
import type { BillingBlocker, BillingStanding, OpenPart, OpenTab } from "@/lib/domain/billing/unbilled";
import { instant, textC } from "./columns";

/** Versions of how a customer is billed. Append-only; the newest is in force. Customer: as Odoo names it, empty for everyone else. */
export const billingTerms = pgTable(
  "billing_terms",
  {
    companyId: integer("company_id").notNull(),
    customer: textC("customer").notNull(),
    version: integer("version").notNull(),
    terms: jsonb("terms").$type<BillingTerms>().notNull(),
    reason: text("reason").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.customer, t.version] })],
);

/** Versions of what a company assumes about the cost of waiting. Append-only; the newest counts. */
export const billingAssumption = pgTable(
  "billing_assumption",
  {
    companyId: integer("company_id").notNull(),
    version: integer("version").notNull(),
    assumptions: jsonb("assumptions").$type<BillingAssumptions>().notNull(),
    reason: text("reason").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.version] })],
);

/** Orders whose open amounts are to be looked at again: something behind them changed. */
export const unbilledMark = pgTable(
  "unbilled_mark",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    orderId: bigint("order_id", { mode: "number" }).notNull(),
    markedAt: instant("marked_at").notNull(),
    /** It could not be looked at, and why; tried again after `retryAt`. */
    failure: text("failure"),
    retryAt: instant("retry_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.orderId] }),
    index("unbilled_mark_due_idx").on(t.markedAt),
  ],
);

/** Projection: what an order of Odoo has open, a row a part and currency. Kept from the mirror and the timeline; may be rebuilt. */
export const unbilledOrder = pgTable(
  "unbilled_order",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    orderId: bigint("order_id", { mode: "number" }).notNull(),
    part: textC("part").$type<OpenPart>().notNull(),
    currency: textC("currency").notNull(),
    tab: textC("tab").$type<OpenTab>().notNull(),
    orderName: textC("order_name").notNull(),
    /** Empty: Odoo names none. */
    customer: textC("customer").notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    companyCurrency: textC("company_currency").notNull(),
    /** Null: Odoo has no rate for that day. */
    companyAmountMinor: bigint("company_amount_minor", { mode: "number" }),
    /** Units of the company's currency for one of the order's, and the day Odoo dates it. */
    rate: text("rate"),
    rateOn: date("rate_on", { mode: "string" }),
    standing: textC("standing").$type<BillingStanding>().notNull(),
    /** Everything that holds it back. */
    blockers: jsonb("blockers").$type<readonly BillingBlocker[]>().notNull(),
    /** What its age is counted from. */
    sinceAt: instant("since_at").notNull(),
    /** When the promise to bill began; null while the proof it waits for is missing. */
    clockStartAt: instant("clock_start_at"),
    lines: integer("lines").notNull(),
    deliveries: jsonb("deliveries").$type<readonly OpenDelivery[]>().notNull(),
    deliveryCount: integer("delivery_count").notNull(),
    /** Draft invoices or credit notes it stands on, Odoo's ids. */
    moveIds: jsonb("move_ids").$type<readonly number[]>().notNull(),
    /** When time alone changes where it stands. */
    recheckAt: instant("recheck_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.connectionId, t.orderId, t.part, t.currency] }),
    index("unbilled_order_tab_idx").on(
      t.companyId,
      t.tab,
      t.sinceAt,
      t.connectionId,
      t.orderId,
      t.part,
      t.currency,
    ),
    index("unbilled_order_standing_idx").on(
      ...[t.companyId, t.tab, t.standing, t.sinceAt, t.connectionId],
      ...[t.orderId, t.part, t.currency],
    ),
    index("unbilled_order_customer_idx").on(
      ...[t.companyId, t.tab, t.customer, t.sinceAt, t.connectionId],
      ...[t.orderId, t.part, t.currency],
    ),
    index("unbilled_order_draft_idx")
      .on(t.companyId, t.sinceAt, t.connectionId, t.orderId, t.part, t.currency)
      .where(sql`part = 'draft'`),
    index("unbilled_order_failed_idx")
      .on(t.companyId, t.connectionId, t.orderId)
      .where(sql`blockers @> '["sync_failed"]'::jsonb`),
    index("unbilled_order_recheck_idx").on(t.recheckAt).where(sql`recheck_at is not null`),
  ],
);

const sum = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** Kept sums over `unbilled_order`, by the hour (UTC) the waiting began: ages move with time and nothing is written for it. */
export const unbilledSum = pgTable(
  "unbilled_sum",
  {
    companyId: integer("company_id").notNull(),
    part: textC("part").$type<OpenPart>().notNull(),
    standing: textC("standing").$type<BillingStanding>().notNull(),
    sinceHour: instant("since_hour").notNull(),
    customer: textC("customer").notNull(),
    currency: textC("currency").notNull(),
    companyCurrency: textC("company_currency").notNull(),
    orders: sum("orders"),
    deliveries: sum("deliveries"),
    amountMinor: sum("amount_minor"),
    /** Of those with a rate. */
    companyAmountMinor: sum("company_amount_minor"),
    /** Orders without a rate: left out of the company's currency. */
    unvalued: sum("unvalued"),
  },
  (t) => [
    primaryKey({
      columns: [t.companyId, t.part, t.standing, t.sinceHour, t.customer, t.currency, t.companyCurrency],
    }),
  ],
);

/** What was open at the end of each day of the company, as last looked at on it: the trend. History, not rebuilt. */
export const unbilledDay = pgTable(
  "unbilled_day",
  {
    companyId: integer("company_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    part: textC("part").$type<OpenPart>().notNull(),
    standing: textC("standing").$type<BillingStanding>().notNull(),
    currency: textC("currency").notNull(),
    companyCurrency: textC("company_currency").notNull(),
    orders: sum("orders"),
    deliveries: sum("deliveries"),
    amountMinor: sum("amount_minor"),
    companyAmountMinor: sum("company_amount_minor"),
    unvalued: sum("unvalued"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.day, t.part, t.standing, t.currency, t.companyCurrency] })],
);
