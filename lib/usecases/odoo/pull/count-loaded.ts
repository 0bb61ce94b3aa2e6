import type { Database } from "@/db/client";
import { countMirror } from "@/db/queries/odoo/deliveries";
import { inTransaction } from "@/db/transaction";
import { errorFields, log } from "@/lib/log";

/** So few are found quickly whatever the planner takes them for. */
const FEW = 1_000;

/** Has the planner count what a load of this many deliveries brought. Apart from the load: what is stored stands, whatever becomes of this. */
export async function countLoaded(db: Database, deliveries: number): Promise<void> {
  if (deliveries <= FEW) return;
  await inTransaction(db, countMirror).catch((error: unknown) =>
    log("warn", "the mirror of Odoo could not be counted for the planner", errorFields(error)),
  );
}
