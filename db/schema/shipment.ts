import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { KeptClock } from "@/lib/domain/clock/clock";
import type { Milestone, Stage } from "@/lib/domain/event/milestone";
import type { ReferenceType } from "@/lib/domain/reference/reference";
import type { AttentionKind } from "@/lib/domain/shipment/attention";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import { instant, textC } from "./columns";

/** That a shipment exists, and the number people say on the phone. Everything else about it is a fold of its events. */
export const shipment = pgTable(
  "shipment",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    number: textC("number").notNull(),
    createdAt: instant("created_at").notNull(),
    createdByMessage: uuid("created_by_message"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("shipment_number_key").on(t.companyId, t.number),
  ],
);

/** Every number that names a shipment, as a person would type it: `lookup` has no separators and is upper case. */
export const shipmentReference = pgTable(
  "shipment_reference",
  {
    companyId: integer("company_id").notNull(),
    lookup: textC("lookup").notNull(),
    type: text("type").$type<ReferenceType>().notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    value: text("value").notNull(),
    scope: text("scope"),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.lookup, t.type, t.shipmentId] }),
    index("shipment_reference_shipment_idx").on(t.companyId, t.shipmentId),
    index("shipment_reference_added_idx").on(t.addedAt),
  ],
);

/** Projection: one row a shipment, written by the fold only; may be dropped and rebuilt at any time. */
export const shipmentState = pgTable(
  "shipment_state",
  {
    companyId: integer("company_id").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    number: textC("number").notNull(),
    status: text("status").$type<Milestone>(),
    stage: text("stage").$type<Stage>().notNull(),
    open: boolean("open").notNull(),
    customer: text("customer"),
    carrier: text("carrier"),
    mode: text("mode"),
    origin: text("origin"),
    destination: text("destination"),
    pickupAt: instant("pickup_at"),
    deliveryDueAt: instant("delivery_due_at"),
    etaAt: instant("eta_at"),
    deliveredAt: instant("delivered_at"),
    lastEventAt: instant("last_event_at"),
    attentionKind: text("attention_kind").$type<AttentionKind>().notNull(),
    /** One ascending key for the board, see `boardKey`. Changes with events and with the clock. */
    boardKey: bigint("board_key", { mode: "number" }).notNull(),
    /** When the clock alone would change it. */
    recheckAt: instant("recheck_at"),
    eventCount: integer("event_count").notNull(),
    view: jsonb("view").$type<ShipmentView>().notNull(),
    /** Verdicts on its promises as last judged: what the `clock` rows are compared with. Null until first judged. */
    clocks: jsonb("clocks").$type<readonly KeptClock[]>(),
    stateHash: text("state_hash").notNull(),
    foldedAt: instant("folded_at").notNull(),
    version: integer("version").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.shipmentId] }),
    index("shipment_state_board_idx").on(t.companyId, t.boardKey, t.shipmentId),
    index("shipment_state_stage_idx").on(t.companyId, t.stage, t.boardKey, t.shipmentId),
    index("shipment_state_customer_idx").on(t.companyId, t.customer, t.boardKey, t.shipmentId),
    index("shipment_state_carrier_idx").on(t.companyId, t.carrier, t.boardKey, t.shipmentId),
    index("shipment_state_mode_idx").on(t.companyId, t.mode, t.boardKey, t.shipmentId),
    index("shipment_state_pickup_idx").on(t.companyId, t.pickupAt, t.shipmentId),
    index("shipment_state_recheck_idx").on(t.recheckAt).where(sql`recheck_at is not null`),
  ],
);

/** Kept counts behind the numbers on screens. A slot a pipeline shard, so that writers never wait for each other; readers sum. */
export const shipmentCount = pgTable(
  "shipment_count",
  {
    companyId: integer("company_id").notNull(),
    key: textC("key").notNull(),
    slot: smallint("slot").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.key, t.slot] })],
);

/** Distinct customers and carriers, for filters that must not scan a million rows. */
export const shipmentFacet = pgTable(
  "shipment_facet",
  {
    companyId: integer("company_id").notNull(),
    facet: text("facet").$type<"customer" | "carrier">().notNull(),
    value: textC("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.facet, t.value] })],
);
