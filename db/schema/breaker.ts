import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BreakerState } from "@/lib/domain/connection/breaker";
import { instant } from "./columns";

/** Whether a system we call is asked at all. One row a connection; absent means closed. */
export const connectionBreaker = pgTable(
  "connection_breaker",
  {
    companyId: integer("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    state: text("state").$type<BreakerState>().notNull(),
    failures: integer("failures").notNull(),
    /** Failure class and what a person reads; from the failure that opened it. */
    errorClass: text("error_class"),
    error: text("error"),
    openedAt: instant("opened_at"),
    /** When one try may go through again. */
    retryAt: instant("retry_at"),
    succeededAt: instant("succeeded_at"),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.connectionId] })],
);
