import type { Database } from "@/db/client";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import { withBreaker } from "../breaker";

/** What reading needs of a client. */
export type OdooReader = Pick<OdooClient, "searchRead" | "search" | "searchCount" | "read">;

/** A client each of whose calls goes through the connection's breaker. */
export function guardedReader(
  db: Database,
  owner: OdooOwner,
  now: () => Date,
  client: OdooReader,
): OdooReader {
  const guard = <T>(call: () => Promise<T>) => withBreaker(db, owner, now, call);
  return {
    searchRead: (...asked) => guard(() => client.searchRead(...asked)),
    search: (...asked) => guard(() => client.search(...asked)),
    searchCount: (...asked) => guard(() => client.searchCount(...asked)),
    read: (...asked) => guard(() => client.read(...asked)),
  };
}
