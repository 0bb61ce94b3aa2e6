import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Place, ShipmentFacts } from "@/lib/domain/event/draft";
import type { Classifier, FaultParty, Milestone } from "@/lib/domain/event/milestone";
import type { Reference } from "@/lib/domain/reference/reference";
import { instant } from "./columns";

/**
 * The timeline. Append-only (a trigger refuses update and delete), partitioned by month of recording.
 *
 * `id` is a hash of what the event says, so that it does not depend on the order of arrival; `identity` is the hash of the
 * partner's own event id where there is one, else equal to `id`: two ids under one identity are a conflict.
 */
export const event = pgTable(
  "event",
  {
    companyId: integer("company_id").notNull(),
    id: uuid("id").notNull(),
    identity: uuid("identity").notNull(),
    shipmentId: uuid("shipment_id").notNull(),
    milestone: text("milestone").$type<Milestone>().notNull(),
    classifier: text("classifier").$type<Classifier>().notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /** The wall clock as stated, null when the message gave none and `occurredAt` is the time of receipt. */
    occurredLocal: text("occurred_local"),
    occurredOffset: text("occurred_offset"),
    timeZone: text("time_zone"),
    timeZoneAssumed: boolean("time_zone_assumed").notNull(),
    sentAt: instant("sent_at"),
    receivedAt: instant("received_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    place: jsonb("place").$type<Place>(),
    stopSequence: integer("stop_sequence"),
    rawCode: text("raw_code").notNull(),
    codeList: text("code_list").notNull(),
    reasonCode: text("reason_code"),
    reasonKind: text("reason_kind"),
    faultParty: text("fault_party").$type<FaultParty>(),
    refs: jsonb("refs").$type<readonly Reference[]>().notNull(),
    note: text("note"),
    facts: jsonb("facts").$type<ShipmentFacts>(),
    /** Identity of the event this one takes back. */
    voidsIdentity: uuid("voids_identity"),
    connectionId: uuid("connection_id").notNull(),
    messageId: uuid("message_id").notNull(),
    document: integer("document").notNull(),
    at: text("at").notNull(),
    mappingVersion: text("mapping_version").notNull(),
    /** Why it is on this shipment: "pro 998877120", "chosen by R. Vos". */
    matchReason: text("match_reason").notNull(),
    actorName: text("actor_name"),
    /** The version of the catalogue by which its source may not state this; null: it may. Such an event moves nothing. */
    unentitledUnder: integer("unentitled_under"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.recordedAt, t.id] }),
    index("event_shipment_idx").on(t.companyId, t.shipmentId),
    // What a new code mapping has to read again; few, so it costs the others nothing.
    index("event_unmapped_idx")
      .on(t.companyId, t.connectionId, t.codeList, t.rawCode)
      .where(sql`milestone = 'unmapped'`),
  ],
);

/** Every event id once, for good; an unpartitioned table can hold the unique key the partitioned one can't. */
export const eventIdentity = pgTable(
  "event_identity",
  { companyId: integer("company_id").notNull(), id: uuid("id").notNull() },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);
