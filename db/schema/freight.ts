import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  AuditHeader,
  AuditOutcome,
  Hold,
  LineDecision,
  LineVerdict,
  PolicyUsed,
} from "@/lib/domain/freight/audit-result";
import type { CarrierInvoice } from "@/lib/domain/freight/carrier-invoice";
import type { ExpectedCharge } from "@/lib/domain/freight/expectation";
import type { MatchResult } from "@/lib/domain/freight/match";
import type { RateCard } from "@/lib/domain/freight/rate-card";
import type { AccrualState, CarrierTerms, FreightState, MatchedHow } from "@/lib/domain/freight/standing";
import type { ToleranceCharge, ToleranceLimit, ToleranceScope } from "@/lib/domain/freight/tolerance";
import type { ChargeKind } from "@/lib/domain/message/parsed-message";
import { instant, textC } from "./columns";

const minor = (name: string) => bigint(name, { mode: "number" });

/** Versions of contracts: what a carrier charges us, or what we charge a customer. Append-only; active once `rate_card_activation` names it. */
export const rateCard = pgTable(
  "rate_card",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    version: integer("version").notNull(),
    partyKind: text("party_kind").$type<RateCard["party"]["kind"]>().notNull(),
    /** The party's name without case and punctuation. */
    partyKey: textC("party_key").notNull(),
    name: textC("name").notNull(),
    currency: text("currency").notNull(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    validUntil: date("valid_until", { mode: "string" }),
    card: jsonb("card").$type<RateCard>().notNull(),
    reason: text("reason").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id, t.version] }),
    index("rate_card_party_idx").on(t.companyId, t.partyKind, t.partyKey, t.id, t.version),
    index("rate_card_list_idx").on(t.companyId, t.createdAt, t.id),
  ],
);

/** Which versions are in force, since when and by whom. Append-only. */
export const rateCardActivation = pgTable(
  "rate_card_activation",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    version: integer("version").notNull(),
    reason: text("reason").notNull(),
    activatedBy: text("activated_by").notNull(),
    activatedAt: instant("activated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id, t.version] })],
);

/** Weekly prices of the fuel indexes contracts name. Append-only; of one week the newest version counts. */
export const fuelPrice = pgTable(
  "fuel_price",
  {
    companyId: integer("company_id").notNull(),
    indexName: textC("index_name").notNull(),
    effectiveOn: date("effective_on", { mode: "string" }).notNull(),
    version: integer("version").notNull(),
    /** Thousandths of a currency unit. */
    price: integer("price").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.indexName, t.effectiveOn, t.version] })],
);

/** Versions of tolerances. Append-only; a company without any goes by ours. */
export const tolerancePolicy = pgTable(
  "tolerance_policy",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    version: integer("version").notNull(),
    charge: text("charge").$type<ToleranceCharge>().notNull(),
    scope: jsonb("scope").$type<ToleranceScope>().notNull(),
    anyOf: jsonb("any_of").$type<readonly ToleranceLimit[]>().notNull(),
    currency: text("currency").notNull(),
    enabled: boolean("enabled").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    reason: text("reason").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id, t.version] })],
);

/** Versions of what is known of a carrier beyond its bills. Append-only; the newest counts. Carrier: SCAC or name, upper case. */
export const carrierProfile = pgTable(
  "carrier_profile",
  {
    companyId: integer("company_id").notNull(),
    carrier: textC("carrier").notNull(),
    version: integer("version").notNull(),
    terms: jsonb("terms").$type<CarrierTerms>().notNull(),
    reason: text("reason").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.carrier, t.version] })],
);

/** A carrier's bill as read, and what the audit makes of it. Looked at again while it is open; kept as decided after. */
export const freightInvoice = pgTable(
  "freight_invoice",
  {
    companyId: integer("company_id").notNull(),
    /** A hash of message, document and position: the same bill of the same message for good. */
    id: uuid("id").notNull(),
    messageId: uuid("message_id").notNull(),
    document: integer("document").notNull(),
    position: integer("position").notNull(),
    connectionId: uuid("connection_id").notNull(),
    /** SCAC or the sender's name, upper case; empty where nobody knows who bills. */
    carrier: textC("carrier").notNull(),
    number: textC("number").notNull(),
    pro: textC("pro"),
    receivedAt: instant("received_at").notNull(),
    currency: textC("currency").notNull(),
    totalMinor: minor("total_minor").notNull(),
    expectedMinor: minor("expected_minor"),
    payableMinor: minor("payable_minor").notNull(),
    atStakeMinor: minor("at_stake_minor").notNull(),
    outcome: textC("outcome").$type<AuditOutcome>().notNull(),
    /** Everything that speaks against it, bill and lines. */
    holds: jsonb("holds").$type<readonly Hold[]>().notNull(),
    needsSecondPerson: boolean("needs_second_person").notNull(),
    contestBy: date("contest_by", { mode: "string" }).notNull(),
    state: textC("state").$type<FreightState>().notNull(),
    invoice: jsonb("invoice").$type<CarrierInvoice>().notNull(),
    header: jsonb("header").$type<AuditHeader>().notNull(),
    match: jsonb("match").$type<MatchResult>().notNull(),
    /** What a person said of a second bill for one PRO. */
    samePro: text("same_pro").$type<"balance_due" | "supplemental" | "corrected">(),
    auditedAt: instant("audited_at").notNull(),
    decidedBy: text("decided_by"),
    decidedById: uuid("decided_by_id"),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason"),
    disputeText: text("dispute_text"),
    /** The vendor bill in Odoo. */
    odooBillId: bigint("odoo_bill_id", { mode: "number" }),
    odooBillName: text("odoo_bill_name"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("freight_invoice_source_key").on(t.companyId, t.messageId, t.document, t.position),
    index("freight_invoice_list_idx").on(t.companyId, t.state, t.receivedAt, t.id),
    index("freight_invoice_outcome_idx").on(t.companyId, t.state, t.outcome, t.receivedAt, t.id),
    index("freight_invoice_carrier_idx").on(t.companyId, t.carrier, t.state, t.receivedAt, t.id),
    index("freight_invoice_stake_idx").on(t.companyId, t.state, t.currency, t.atStakeMinor, t.id),
    index("freight_invoice_contest_idx").on(t.companyId, t.state, t.contestBy, t.id),
  ],
);

/** The numbers a bill names, in look-up form: to find what repeats it, and bills for a shipment that turns up later. */
export const freightNumber = pgTable(
  "freight_number",
  {
    companyId: integer("company_id").notNull(),
    lookup: textC("lookup").notNull(),
    type: textC("type").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.lookup, t.type, t.invoiceId] }),
    index("freight_number_invoice_idx").on(t.companyId, t.invoiceId),
  ],
);

/** One charge of one shipment on a bill: what it is held against, what became of it, what was decided. */
export const freightInvoiceLine = pgTable(
  "freight_invoice_line",
  {
    companyId: integer("company_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    kind: textC("kind").$type<ChargeKind>().notNull(),
    /** Place in the audit. */
    position: integer("position").notNull(),
    lineIndexes: jsonb("line_indexes").$type<readonly number[]>().notNull(),
    contractMinor: minor("contract_minor"),
    accruedMinor: minor("accrued_minor"),
    computedMinor: minor("computed_minor"),
    billedMinor: minor("billed_minor").notNull(),
    expectedMinor: minor("expected_minor"),
    differenceMinor: minor("difference_minor"),
    verdict: text("verdict").$type<LineVerdict>().notNull(),
    holds: jsonb("holds").$type<readonly Hold[]>().notNull(),
    policy: jsonb("policy").$type<PolicyUsed>(),
    evidence: jsonb("evidence").$type<readonly string[]>().notNull(),
    reason: text("reason").notNull(),
    /** The audit's own word while the bill is open; what was decided after. */
    decision: text("decision").$type<LineDecision>().notNull(),
    payMinor: minor("pay_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.invoiceId, t.shipmentId, t.kind] }),
    index("freight_invoice_line_shipment_idx").on(t.companyId, t.shipmentId),
  ],
);

/** Which part of which line is of which shipment: many to many. */
export const freightMatch = pgTable(
  "freight_match",
  {
    companyId: integer("company_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    lineIndex: integer("line_index").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    how: text("how").$type<MatchedHow>().notNull(),
    why: text("why").notNull(),
    matchedBy: text("matched_by").notNull(),
    matchedAt: instant("matched_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.invoiceId, t.lineIndex, t.shipmentId] }),
    index("freight_match_shipment_idx").on(t.companyId, t.shipmentId, t.invoiceId),
  ],
);

/** Bills to look at, for the first time or again: something behind them changed. */
export const freightMark = pgTable(
  "freight_mark",
  {
    companyId: integer("company_id").notNull(),
    invoiceId: uuid("invoice_id").notNull(),
    messageId: uuid("message_id").notNull(),
    document: integer("document").notNull(),
    position: integer("position").notNull(),
    markedAt: instant("marked_at").notNull(),
    /** It could not be looked at, and why; tried again after `retryAt`. */
    failure: text("failure"),
    retryAt: instant("retry_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.invoiceId] }), index("freight_mark_due_idx").on(t.markedAt)],
);

/** Expected cost of a shipment as booked: what a bill is held against, and what its vendor bill takes back. */
export const freightAccrual = pgTable(
  "freight_accrual",
  {
    companyId: integer("company_id").notNull(),
    /** The run that books it. */
    id: uuid("id").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    carrier: textC("carrier").notNull(),
    state: textC("state").$type<AccrualState>().notNull(),
    currency: text("currency").notNull(),
    totalMinor: minor("total_minor").notNull(),
    charges: jsonb("charges").$type<readonly ExpectedCharge[]>().notNull(),
    connectionId: uuid("connection_id").notNull(),
    odooCompanyId: integer("odoo_company_id").notNull(),
    odooEntryId: bigint("odoo_entry_id", { mode: "number" }),
    odooEntryName: text("odoo_entry_name"),
    expectedAt: instant("expected_at").notNull(),
    bookedAt: instant("booked_at"),
    reversedAt: instant("reversed_at"),
    reversedByInvoice: uuid("reversed_by_invoice"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("freight_accrual_shipment_idx").on(t.companyId, t.shipmentId),
    index("freight_accrual_open_idx").on(t.companyId, t.bookedAt, t.id).where(sql`state = 'booked'`),
  ],
);
