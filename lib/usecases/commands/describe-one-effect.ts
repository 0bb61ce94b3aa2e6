import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandWorld, openCommandWorld } from "@/lib/connectors/odoo/commands/testing/command-world";
import { makeOrder, makePartner, ship } from "@/lib/connectors/odoo/contract/contract-documents";
import type { ContractWorld } from "@/lib/connectors/odoo/contract/contract-world";
import type { OdooTarget } from "@/lib/connectors/odoo/contract/target";
import { LEASE_MS } from "./command-deps";
import type { CommandInput } from "./command-input";
import { reconcileCommands } from "./reconcile-commands";
import { runCommands } from "./run-commands";
import { type CommandFixture, commandFixture } from "./testing/command-fixture";

const MINUTES = 60_000;
const STEPS = ["claimed", "looked_up", "planned", "sent"] as const;
const BILL_WRITES = ["account.move.load", "account.move.action_post"] as const;
const INVOICE_WRITES = [
  "sale.advance.payment.inv.create",
  "sale.advance.payment.inv.create_invoices",
] as const;
const around = (writes: readonly string[]) =>
  writes.flatMap((write) => [`before ${write}`, `after ${write}`]);

/**
 * One effect, wherever the worker dies: it stops at a step for good, its lease runs out, another takes over, and then the first wakes up and goes on
 * as a frozen machine does. Run against the real Odoo and against what stands in for it.
 */
export function describeOneEffect(name: string, makeTarget: () => Promise<OdooTarget>): void {
  describe(`a worker that dies while it tells ${name}`, { timeout: MINUTES }, () => {
    let world: CommandWorld;
    let fixture: CommandFixture;
    beforeAll(async () => {
      world = await openCommandWorld(await makeTarget());
      fixture = await commandFixture(async () => world.client);
    }, 2 * MINUTES);
    afterAll(async () => {
      await fixture?.close();
      await world?.close();
    }, MINUTES);
    const documents = () => world as unknown as ContractWorld;

    it.each([...STEPS, ...around(BILL_WRITES), "written"])(
      "leaves one vendor bill when it dies at: %s",
      async (step) => {
        const partnerId = await makePartner(documents(), "carrier");
        await dieAndTakeOver(fixture, step, billOf(fixture, world, partnerId));
        const bills = await world.admin.find(
          "account.move",
          [["partner_id", "=", partnerId]],
          ["state", "amount_total"],
        );
        expect(bills).toEqual([expect.objectContaining({ state: "posted", amount_total: 40 })]);
      },
    );

    it.each([...around(INVOICE_WRITES), "written"])(
      "leaves one customer invoice when it dies at: %s",
      async (step) => {
        const order = await makeOrder(documents());
        await ship(documents(), order.pickingId, 5);
        await dieAndTakeOver(fixture, step, {
          kind: "draft_customer_invoice",
          connectionId: fixture.connectionId,
          businessKey: [order.orderName, world.run],
          payload: { companyId: world.companyId, saleOrderId: order.orderId },
        });
        const domain: [string, string, unknown][] = [["line_ids.sale_line_ids.order_id", "=", order.orderId]];
        const invoices = await world.admin.find("account.move", domain, ["amount_total"]);
        expect(invoices).toEqual([expect.objectContaining({ amount_total: 50 })]);
      },
    );

    it("notes that somebody cancelled a bill after it was confirmed, and does not send it again", async () => {
      const partnerId = await makePartner(documents(), "carrier");
      const { id } = await fixture.enqueue(billOf(fixture, world, partnerId));
      await settled(fixture);
      const found = async () => (await fixture.commands()).find((row) => row.id === id);
      const before = await found();
      expect(before).toMatchObject({
        state: "confirmed",
        result: { model: "account.move", state: "posted" },
      });
      await world.admin.run("account.move", "button_cancel", [before?.result?.id ?? 0]);
      fixture.wait(5 * MINUTES + 1);
      expect(await reconcileCommands(fixture.deps)).toBe(1);
      expect((await found())?.error).toMatch(/was cancelled in Odoo after this was done/);
      fixture.wait(5 * MINUTES + 1);
      expect(await reconcileCommands(fixture.deps)).toBe(0);
      expect(await runCommands(fixture.deps)).toBe(false);
    });
  });
}

function billOf(fixture: CommandFixture, world: CommandWorld, partnerId: number): CommandInput {
  const reference = `CR-${randomUUID().slice(0, 8)}`;
  return {
    kind: "vendor_bill",
    connectionId: fixture.connectionId,
    businessKey: ["NHFR", reference],
    payload: {
      companyId: world.companyId,
      partnerId,
      reference,
      origin: null,
      invoiceDate: "2026-11-17",
      currency: "USD",
      lines: [{ name: "Linehaul", quantity: "2", unitPrice: "20", accountCode: "600000" }],
      post: true,
    },
  };
}

async function dieAndTakeOver(fixture: CommandFixture, at: string, input: CommandInput): Promise<void> {
  const { id } = await fixture.enqueue(input);
  let thaw = () => {};
  const frozen = new Promise<void>((resolve) => {
    thaw = resolve;
  });
  let dead: Promise<unknown> = Promise.resolve();
  await new Promise<void>((reached, failed) => {
    const onStep = (step: string) => {
      if (step !== at) return Promise.resolve();
      reached();
      return frozen;
    };
    dead = runCommands({ ...fixture.deps, onStep }).then(
      () => failed(new Error(`${at} was never reached`)),
      failed,
    );
  });
  expect(await runCommands(fixture.deps)).toBe(false);
  fixture.wait(LEASE_MS + 1);
  await settled(fixture);
  const confirmed = (await fixture.commands()).find((row) => row.id === id);
  expect(confirmed).toMatchObject({ state: "confirmed" });
  thaw();
  await dead;
  const after = (await fixture.commands()).find((row) => row.id === id);
  expect(after).toEqual(confirmed);
}

/** Runs until nothing is due any more, moving the clock over the waits. */
async function settled(fixture: CommandFixture): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await runCommands(fixture.deps);
    const rows = await fixture.commands();
    if (rows.every((row) => row.nextTryAt === null)) return;
    fixture.wait(30_000);
  }
}
