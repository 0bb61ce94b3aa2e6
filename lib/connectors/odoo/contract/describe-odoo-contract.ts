import { afterAll, beforeAll, describe } from "vitest";
import { type ContractWorld, openContractWorld } from "./contract-world";
import { describeDeliveries } from "./delivery-contract";
import { describeBillsAndEntries } from "./entry-contract";
import { describeInvoices } from "./invoice-contract";
import { describeReading } from "./reading-contract";
import { describeSetup } from "./setup-contract";
import type { OdooTarget } from "./target";

const MINUTES = 60_000;

/**
 * Everything Milepost relies on in an Odoo, traps included. Run against the real one and against what stands in for it: a stand-in that passes
 * may be developed and demonstrated with. Every test makes its own documents, so that it may run in an Odoo that is in use.
 */
export function describeOdooContract(name: string, makeTarget: () => Promise<OdooTarget>): void {
  describe(`the contract with ${name}`, { timeout: MINUTES }, () => {
    let world: ContractWorld;
    beforeAll(async () => {
      world = await openContractWorld(await makeTarget());
    }, 2 * MINUTES);
    afterAll(() => world?.close(), MINUTES);

    describeSetup(() => world);
    describeReading(() => world);
    describeDeliveries(() => world);
    describeInvoices(() => world);
    describeBillsAndEntries(() => world);
  });
}
