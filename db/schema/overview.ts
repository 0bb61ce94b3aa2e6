import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { FaultParty } from "@/lib/domain/event/milestone";
import { instant, textC } from "./columns";

/**
 * One row a shipment with what overview and scorecards count, written where it is folded. The sums on screens are in `overview_day`; this is what they
 * are sums of, and what the list behind a number is read from. May be rebuilt.
 */
export const shipmentMeasure = pgTable(
  "shipment_measure",
  {
    companyId: integer("company_id").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    customer: text("customer"),
    carrier: text("carrier"),
    /** Days of the company's zone. */
    tenderDay: date("tender_day", { mode: "string" }),
    tenderAnswer: text("tender_answer").$type<"accepted" | "declined">(),
    pickupDay: date("pickup_day", { mode: "string" }),
    onTimePickup: boolean("on_time_pickup"),
    deliveredDay: date("delivered_day", { mode: "string" }),
    onTimeDelivery: boolean("on_time_delivery"),
    inFull: boolean("in_full"),
    faultParty: text("fault_party").$type<FaultParty>(),
    claimDay: date("claim_day", { mode: "string" }),
    damaged: boolean("damaged").notNull(),
    short: boolean("short").notNull(),
    refused: boolean("refused").notNull(),
    lost: boolean("lost").notNull(),
    messages: integer("messages").notNull(),
    lateMessages: integer("late_messages").notNull(),
    outOfOrder: integer("out_of_order").notNull(),
    silentMinutes: integer("silent_minutes").notNull(),
    billedDay: date("billed_day", { mode: "string" }),
    podToInvoiceMinutes: integer("pod_to_invoice_minutes"),
    paidDay: date("paid_day", { mode: "string" }),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.shipmentId] }),
    index("shipment_measure_delivered_idx").on(
      t.companyId,
      t.deliveredDay,
      t.onTimeDelivery,
      t.inFull,
      t.shipmentId,
    ),
    index("shipment_measure_pickup_idx").on(t.companyId, t.pickupDay, t.onTimePickup, t.shipmentId),
    index("shipment_measure_tender_idx").on(t.companyId, t.tenderDay, t.tenderAnswer, t.shipmentId),
    // The few: late ones with who was to blame, claims, bills.
    index("shipment_measure_late_idx")
      .on(t.companyId, t.deliveredDay, t.faultParty, t.shipmentId)
      .where(sql`not on_time_delivery`),
    index("shipment_measure_claim_idx")
      .on(t.companyId, t.claimDay, t.shipmentId)
      .where(sql`claim_day is not null`),
    index("shipment_measure_billed_idx")
      .on(t.companyId, t.billedDay, t.shipmentId)
      .where(sql`billed_day is not null`),
    index("shipment_measure_paid_idx")
      .on(t.companyId, t.paidDay, t.shipmentId)
      .where(sql`paid_day is not null`),
  ],
);

const sum = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** Kept sums by day, customer and carrier (empty text: none). A slot a writer, as in `shipment_count`; readers add up. */
export const overviewDay = pgTable(
  "overview_day",
  {
    companyId: integer("company_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    customer: textC("customer").notNull(),
    carrier: textC("carrier").notNull(),
    slot: smallint("slot").notNull(),
    tendered: sum("tendered"),
    tenderAccepted: sum("tender_accepted"),
    tenderDeclined: sum("tender_declined"),
    pickupJudged: sum("pickup_judged"),
    pickupOnTime: sum("pickup_on_time"),
    delivered: sum("delivered"),
    deliveryJudged: sum("delivery_judged"),
    onTime: sum("on_time"),
    /** On time and in full. */
    otif: sum("otif"),
    lateCarrier: sum("late_carrier"),
    lateOther: sum("late_other"),
    lateUnknown: sum("late_unknown"),
    claims: sum("claims"),
    damaged: sum("damaged"),
    short: sum("short"),
    refused: sum("refused"),
    lost: sum("lost"),
    messages: sum("messages"),
    lateMessages: sum("late_messages"),
    outOfOrder: sum("out_of_order"),
    silentMinutes: sum("silent_minutes"),
    /** Deliveries with a late word, one told after a newer one, a silence. */
    lateWordShipments: sum("late_word_shipments"),
    disorderedShipments: sum("disordered_shipments"),
    silentShipments: sum("silent_shipments"),
    billed: sum("billed"),
    paid: sum("paid"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.day, t.customer, t.carrier, t.slot] })],
);

/** How long it took from proof of delivery to invoice, in buckets of a fixed scale, by day of the invoice. */
export const invoiceDelayDay = pgTable(
  "invoice_delay_day",
  {
    companyId: integer("company_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    customer: textC("customer").notNull(),
    carrier: textC("carrier").notNull(),
    /** Upper bound of the bucket, minutes. */
    bucketMinutes: integer("bucket_minutes").notNull(),
    slot: smallint("slot").notNull(),
    count: sum("count"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.day, t.customer, t.carrier, t.bucketMinutes, t.slot] })],
);

/** How long events took from happening to us, by connection and hour of receipt, in buckets of a fixed scale. */
export const freshnessHour = pgTable(
  "freshness_hour",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    hourAt: instant("hour_at").notNull(),
    /** Upper bound of the bucket, seconds. */
    bucketSeconds: integer("bucket_seconds").notNull(),
    slot: smallint("slot").notNull(),
    count: sum("count"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.hourAt, t.connectionId, t.bucketSeconds, t.slot] })],
);

/** What share of deliveries a company wants on time and in full. Append-only; the built-in target is version 0. */
export const otifTarget = pgTable(
  "otif_target",
  {
    companyId: integer("company_id").notNull(),
    version: integer("version").notNull(),
    /** 925 is 92.5 %. */
    targetPermille: smallint("target_permille").notNull(),
    changedBy: text("changed_by").notNull(),
    reason: text("reason").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.version] })],
);
