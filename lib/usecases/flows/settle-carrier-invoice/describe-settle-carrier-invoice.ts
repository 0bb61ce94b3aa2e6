import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { connection } from "@/db/schema/connection";
import { freightInvoiceLine } from "@/db/schema/freight";
import { outboundMessage } from "@/db/schema/outbound";
import { decideFreightInvoice } from "@/lib/usecases/freight/decide-freight-invoice";
import { bill } from "@/lib/usecases/freight/testing/freight-texts";
import { decideApproval } from "../decide-approval";
import { type Carrier, type FreightFlowWorld, freightFlowWorld } from "../testing/freight-flow-world";
import type { OdooFlowWorld } from "../testing/odoo-flow-world";

/** Settle carrier invoice from the bill as read to the vendor bill, the accrual taken back and the carrier told; run against both Odoos. */
export function describeSettleCarrierInvoice(given: () => OdooFlowWorld): void {
  describe("a carrier's bill", () => {
    let world: FreightFlowWorld;
    let carrier: Carrier;
    const ACCOUNTS = { journalCode: "MISC", expenseAccount: "600000", accrualAccount: "211000" };
    beforeAll(async () => {
      world = await freightFlowWorld(given());
      carrier = await world.addCarrier("STLA");
      await world.addContract("STLA");
      await world.set("accrue_freight", { enabled: true, ...ACCOUNTS });
    });

    const numberOf = (name: string) => `${name}-${world.odoo.odoo.run}`.toUpperCase();
    const billsInOdoo = (partnerId: number) =>
      world.odoo.find(
        "account.move",
        [
          ["partner_id", "=", partnerId],
          ["move_type", "=", "in_invoice"],
        ],
        ["ref", "state", "amount_total"],
      );
    const moved = async (own = carrier) => {
      const load = await world.tendered(own);
      await world.accept(own, load);
      await world.settle();
      await world.drive(own, load);
      return load;
    };
    const tellBill = (load: string, number: string, more: readonly [string, number][] = [], own = carrier) =>
      world.odoo.tell(own.connectionId, bill(load, number, { scac: own.scac, more }));
    const runOf = (number: string, own = carrier) =>
      world.run("settle_carrier_invoice", `${own.scac} ${number}`);
    const yes = async (runId: string, person: Awaited<ReturnType<FreightFlowWorld["person"]>>) => {
      await decideApproval(person, { decision: "approve", approvalId: await world.openApproval(runId) });
      world.odoo.advance(11_000);
      await world.settle();
    };

    it("against which nothing speaks is paid without touch, and its accrual is taken back", async () => {
      const number = numberOf("OK");
      const load = await moved();
      const [accrual] = await world.accruals("STLA");
      expect(accrual).toMatchObject({ state: "booked", totalMinor: 118_000 });
      await tellBill(load, number);
      await world.settle();
      expect(await runOf(number)).toMatchObject({ state: "done", step: "tell" });
      expect(await world.bill(number)).toMatchObject({
        state: "settled",
        outcome: "passed",
        payableMinor: 118_000,
      });
      expect(await billsInOdoo(carrier.partnerId)).toMatchObject([
        { ref: number, state: "posted", amount_total: 1180 },
      ]);
      expect(await world.accruals("STLA")).toMatchObject([{ state: "reversed" }]);
      const back = [["reversed_entry_id", "=", accrual?.odooEntryId ?? 0]] as const;
      expect(await world.odoo.find("account.move", back, ["state"])).toMatchObject([{ state: "posted" }]);
      // Sent a second time it is held by name, and nothing more is in Odoo.
      world.odoo.advance(60_000);
      await tellBill(load, number);
      await world.settle();
      expect(await runOf(number)).toMatchObject({ state: "held", step: "identity", blocker: "duplicate" });
      expect(await billsInOdoo(carrier.partnerId)).toHaveLength(1);
    });

    it("with more than the timeline shows is held, paid in part as decided, and the carrier is told why", async () => {
      const way = { wayOut: { kind: "folder" } } as const;
      await world.odoo.db.update(connection).set(way).where(eq(connection.id, carrier.connectionId));
      const number = numberOf("DET");
      const load = await moved();
      await tellBill(load, number, [["DTU", 18_000]]);
      await world.settle();
      expect(await runOf(number)).toMatchObject({ state: "held", step: "audit", blocker: "lines_undecided" });
      const open = await world.bill(number);
      const lines = await world.odoo.db
        .select()
        .from(freightInvoiceLine)
        .where(eq(freightInvoiceLine.invoiceId, open.id));
      const detention = lines.find(({ kind }) => kind === "detention_delivery");
      expect(detention).toMatchObject({
        verdict: "over_evidence",
        expectedMinor: 6_000,
        billedMinor: 18_000,
      });
      await decideFreightInvoice(await world.person("finance"), {
        ...{
          decision: "approve",
          invoiceId: open.id,
          expectedVersion: open.version,
          reason: "by the gate log",
        },
        choices: [
          { shipmentId: detention?.shipmentId ?? "", kind: "detention_delivery", decision: "pay_contract" },
        ],
      });
      await world.settle();
      expect(await runOf(number)).toMatchObject({ state: "done" });
      const paid = (await billsInOdoo(carrier.partnerId)).filter(({ ref }) => ref === number);
      expect(paid).toMatchObject([{ state: "posted", amount_total: 1240 }]);
      const told = await world.odoo.db
        .select()
        .from(outboundMessage)
        .where(eq(outboundMessage.operationKey, `dispute ${open.id}`));
      expect(told).toMatchObject([{ kind: "dispute", connectionId: carrier.connectionId }]);
      expect(told[0]?.body.toString()).toContain("We dispute 120.00 USD and accept 60.00 USD.");
    });

    it("for a shipment nobody knows waits, and one of a carrier without a vendor is held", async () => {
      const lost = numberOf("LOST");
      await tellBill(`NONE${lost}`, lost);
      const nameless = await world.addCarrier("STLB", { odoo: null });
      await world.addContract("STLB");
      const number = numberOf("NOV");
      const load = await world.tendered(nameless);
      await world.drive(nameless, load);
      await tellBill(load, number, [], nameless);
      await world.settle();
      expect(await runOf(lost)).toMatchObject({ state: "waiting", step: "match" });
      const open = await world.bill(number);
      expect(open).toMatchObject({ outcome: "review", holds: ["missing_accrual"] });
      await decideFreightInvoice(await world.person("lead"), {
        ...{ decision: "approve", invoiceId: open.id, expectedVersion: open.version, reason: "small one" },
      });
      await world.settle();
      expect(await runOf(number, nameless)).toMatchObject({
        state: "held",
        step: "bill",
        blocker: "not_set_up",
      });
      expect(await billsInOdoo(nameless.partnerId)).toEqual([]);
    });

    it("over the limit needs a second person, who is not the one that decided", async () => {
      const large = await world.addCarrier("STLC", {
        fourEyesOver: { amountMinor: 50_000, currency: "USD" },
      });
      await world.addContract("STLC");
      const number = numberOf("BIG");
      const load = await world.tendered(large);
      await world.drive(large, load);
      await tellBill(load, number, [], large);
      await world.settle();
      const open = await world.bill(number);
      const finance = await world.person("finance");
      await decideFreightInvoice(finance, {
        ...{ decision: "approve", invoiceId: open.id, expectedVersion: open.version, reason: "as agreed" },
      });
      await world.settle();
      const run = await runOf(number, large);
      expect(run).toMatchObject({ state: "awaiting_approval", amountMinor: 118_000 });
      expect(await billsInOdoo(large.partnerId)).toEqual([]);
      await expect(yes(run.id, finance)).rejects.toThrow(/second person/);
      await yes(run.id, await world.person("lead"));
      expect(await runOf(number, large)).toMatchObject({ state: "done" });
      expect(await billsInOdoo(large.partnerId)).toMatchObject([{ state: "posted", amount_total: 1180 }]);
    });

    it("that is disputed as a whole ends without a vendor bill", async () => {
      const number = numberOf("DIS");
      const load = await moved();
      await tellBill(load, number, [["LFT", 4_000]]);
      await world.settle();
      const open = await world.bill(number);
      await decideFreightInvoice(await world.person("finance"), {
        ...{ decision: "dispute", invoiceId: open.id, expectedVersion: open.version, reason: "not our load" },
      });
      await world.settle();
      expect(await runOf(number)).toMatchObject({ state: "done", step: "tell" });
      expect(await world.bill(number)).toMatchObject({
        state: "disputed",
        payableMinor: 0,
        atStakeMinor: 122_000,
      });
      expect((await billsInOdoo(carrier.partnerId)).some(({ ref }) => ref === number)).toBe(false);
    });
  });
}
