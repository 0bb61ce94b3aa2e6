import { afterAll, beforeAll, describe } from "vitest";
import type { OdooTarget } from "@/lib/connectors/odoo/contract/target";
import { describeAccrueFreight } from "./accrue-freight/describe-accrue-freight";
import { describeBillOnDelivery } from "./bill-on-delivery/describe-bill-on-delivery";
import { describeSettleCarrierInvoice } from "./settle-carrier-invoice/describe-settle-carrier-invoice";
import { describeStatusToOdoo } from "./status-to-odoo/describe-status-to-odoo";
import { type OdooFlowWorld, odooFlowWorld } from "./testing/odoo-flow-world";

const MINUTES = 60_000;

/** Every flow end to end, happy path and each hold, on one Milepost and one Odoo: the real one, or what stands in for it. */
export function describeFlows(name: string, makeTarget: () => Promise<OdooTarget>): void {
  describe(`flows that end in ${name}`, { timeout: 3 * MINUTES }, () => {
    let world: OdooFlowWorld;
    beforeAll(async () => {
      world = await odooFlowWorld(await makeTarget());
      // Everything Odoo holds is read once, before the first of them.
      await world.settle();
    }, 5 * MINUTES);
    afterAll(() => world?.close(), MINUTES);

    describeStatusToOdoo(() => world);
    describeBillOnDelivery(() => world);
    describeAccrueFreight(() => world);
    describeSettleCarrierInvoice(() => world);
  });
}
