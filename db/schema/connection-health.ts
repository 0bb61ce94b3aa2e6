import { bigint, boolean, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * A connection that is held back: what arrives is kept, what is to be sent waits. The row is there while it is paused and, after a resume, until what
 * waited has gone through; whoever records locks it, so that none is left behind.
 */
export const connectionHold = pgTable(
  "connection_hold",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    heldSince: instant("held_since").notNull(),
    heldBy: text("held_by").notNull(),
    reason: text("reason").notNull(),
    /** What waited by then goes through, in order; null: nothing does. */
    drainUntil: instant("drain_until"),
    /** How many waited when that began, and how many of them went through. */
    drainTotal: integer("drain_total").notNull().default(0),
    drained: integer("drained").notNull().default(0),
    /** It runs again as soon as nothing waits. */
    resuming: boolean("resuming").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId] })],
);

const sum = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** What was done with a connection's messages and what was sent to it, by hour. A slot a writer; readers add up. May be counted anew. */
export const connectionHour = pgTable(
  "connection_hour",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    hourAt: instant("hour_at").notNull(),
    slot: smallint("slot").notNull(),
    /** Messages read for the first time; of them those that said nothing new and those that can't be used. */
    read: sum("read"),
    duplicates: sum("duplicates"),
    failed: sum("failed"),
    /** Read or sent again. */
    again: sum("again"),
    events: sum("events"),
    sent: sum("sent"),
    sendFailed: sum("send_failed"),
    /** From arriving to being on the timeline, milliseconds. */
    readLagMs: sum("read_lag_ms"),
    readLagMaxMs: sum("read_lag_max_ms"),
    /** From being sent, as the partner says, to arriving; of the messages that say it. */
    arrivals: sum("arrivals"),
    arrivalLagMs: sum("arrival_lag_ms"),
    arrivalLagMaxMs: sum("arrival_lag_max_ms"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId, t.hourAt, t.slot] })],
);
