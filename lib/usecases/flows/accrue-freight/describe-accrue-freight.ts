import { beforeAll, describe, expect, it } from "vitest";
import { decideOnRun } from "../decide-on-run";
import { type Carrier, type FreightFlowWorld, freightFlowWorld } from "../testing/freight-flow-world";
import type { OdooFlowWorld } from "../testing/odoo-flow-world";

/** Accrue freight from an accepted tender to the entry in Odoo; run against the real Odoo and against what stands in for it. */
export function describeAccrueFreight(given: () => OdooFlowWorld): void {
  describe("a tender that is accepted", () => {
    let world: FreightFlowWorld;
    let carrier: Carrier;
    beforeAll(async () => {
      world = await freightFlowWorld(given());
      carrier = await world.addCarrier("ACRA");
      await world.set("accrue_freight", { enabled: true });
    });

    const entriesOf = (reference: string) =>
      world.odoo.find("account.move", [["ref", "like", `${reference} ACRA`]], ["state", "amount_total"]);
    const shipmentRun = async () => {
      const runs = await world.odoo.runsOf("accrue_freight");
      const own = runs.filter(({ carrier: scac }) => scac === "ACRA").at(-1);
      if (!own) throw new Error("no run");
      return own;
    };
    const look = async () => {
      world.odoo.advance(301_000);
      await world.settle();
    };

    it("is held while no contract holds and while nobody said where to book, each named, then booked once", async () => {
      const load = await world.tendered(carrier);
      await world.accept(carrier, load);
      await world.settle();
      expect(await shipmentRun()).toMatchObject({
        ...{ state: "held", step: "expected", blocker: "rate_missing" },
        reason: "No contract of ACRA is active that holds on 2026-11-18.",
      });
      await world.addContract("ACRA");
      await look();
      expect(await shipmentRun()).toMatchObject({ state: "held", blocker: "not_set_up" });
      expect(await world.accruals("ACRA")).toEqual([]);
      const accounts = { journalCode: "MISC", expenseAccount: "600000", accrualAccount: "211000" };
      await world.set("accrue_freight", { enabled: true, ...accounts });
      await look();
      const done = await shipmentRun();
      expect(done).toMatchObject({ state: "done", step: "kept" });
      expect(await entriesOf(`Freight ${done.subjectLabel}`)).toMatchObject([
        { state: "posted", amount_total: 1180 },
      ]);
      expect(await world.accruals("ACRA")).toMatchObject([
        { state: "booked", totalMinor: 118_000, currency: "USD" },
      ]);
      // Told again, nothing is booked again.
      await world.accept(carrier, load);
      await look();
      expect(await entriesOf(`Freight ${done.subjectLabel}`)).toHaveLength(1);
    });

    it("asks a person above the limit, and takes nothing into the books when it is cancelled there", async () => {
      const accounts = { journalCode: "MISC", expenseAccount: "600000", accrualAccount: "211000" };
      await world.set("accrue_freight", { enabled: true, ...accounts, approveAboveMinor: { USD: 100_000 } });
      const load = await world.tendered(carrier);
      await world.accept(carrier, load);
      await world.settle();
      const asked = await shipmentRun();
      expect(asked).toMatchObject({ state: "awaiting_approval", amountMinor: 118_000 });
      const admin = await world.person("admin");
      await decideOnRun(admin, {
        ...{
          decision: "cancel",
          runId: asked.id,
          expectedVersion: asked.version,
          reason: "booked elsewhere",
        },
      });
      await look();
      expect(await shipmentRun()).toMatchObject({ state: "cancelled" });
      expect(await entriesOf(`Freight ${asked.subjectLabel}`)).toEqual([]);
      await world.set("accrue_freight", { enabled: true, ...accounts });
    });
  });
}
