import type { FlowRunRow } from "@/db/queries/flows/claim-runs";
import { NotFoundError } from "@/lib/domain/app-error";
import { accrueFreight } from "./accrue-freight/accrue-freight";
import { billOnDelivery } from "./bill-on-delivery/bill-on-delivery";
import type { FlowImplementation } from "./engine/flow-implementation";
import { settleCarrierInvoice } from "./settle-carrier-invoice/settle-carrier-invoice";
import { statusToOdoo } from "./status-to-odoo/status-to-odoo";
import { tellCustomer } from "./tell-customer/tell-customer";

/** Every flow this version knows, each with the versions of which runs may still be open. */
export const FLOWS: readonly FlowImplementation[] = [
  billOnDelivery,
  accrueFreight,
  settleCarrierInvoice,
  statusToOdoo,
  tellCustomer,
];

/** The code a run goes by. @throws {NotFoundError} for a flow this process does not know. */
export function flowOfRun(
  { flow, flowVersion }: Pick<FlowRunRow, "flow" | "flowVersion">,
  flows: readonly FlowImplementation[] = FLOWS,
): FlowImplementation {
  const known = flows.filter(({ definition }) => definition.name === flow);
  const found = known.find(({ definition }) => definition.version === flowVersion) ?? known[0];
  if (!found) throw new NotFoundError(`This Milepost does not know the flow ${flow}. Nothing was changed.`);
  return found;
}
