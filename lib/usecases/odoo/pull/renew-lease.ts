import { updatePull } from "@/db/queries/odoo/pull-lease";
import { LeaseLostError, leaseEnd, type ModelWork } from "./pull-deps";

/** Holds the model for another while. @throws {LeaseLostError} when another worker has it by now. */
export async function renewLease({ deps, lease, plan }: ModelWork): Promise<void> {
  const held = await updatePull(deps.db, lease, { leasedUntil: leaseEnd(deps.now()) });
  if (!held) throw new LeaseLostError(plan.model);
}
