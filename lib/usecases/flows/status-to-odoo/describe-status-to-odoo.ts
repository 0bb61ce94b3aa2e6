import { beforeAll, describe, expect, it } from "vitest";
import { makeOrder, ship } from "@/lib/connectors/odoo/contract/contract-documents";
import { status, x12 } from "@/lib/usecases/pipeline/testing/x12-text";
import type { OdooFlowWorld } from "../testing/odoo-flow-world";

/** Status to Odoo from partner message to chatter; run against the real Odoo and against what stands in for it. */
export function describeStatusToOdoo(given: () => OdooFlowWorld): void {
  describe("what a carrier says", () => {
    let world: OdooFlowWorld;
    let tms: string;
    let carrier: string;
    beforeAll(async () => {
      world = given();
      tms = await world.addPartner({ name: "TMS", partnerKind: "tms" });
      carrier = await world.addPartner({ name: "Redfox", carrierScac: "RDFX" });
    });

    const chatter = async (pickingId: number) => {
      const domain = [
        ["model", "=", "stock.picking"],
        ["res_id", "=", pickingId],
        ["body", "ilike", "Told by Milepost"],
      ] as const;
      const found = await world.find("mail.message", domain, ["body"]);
      return found.map(({ body }) => String(body).replaceAll(/<[^>]+>/g, ""));
    };

    it("becomes one note, the carrier's number and the proof on the delivery, however often it is told", async () => {
      const order = await makeOrder(world.documents);
      await ship(world.documents, order.pickingId, 5);
      const load = `LD${world.odoo.run}${order.orderId}`.toUpperCase();
      const pro = `PRO${load}`;
      const tell = (code: string, control: number) =>
        world.tell(carrier, status(load, code, "20261119*1700", { control, city: "DALLAS*TX", pro }));
      await world.tell(tms, tenderOf(load, order.orderName));
      await tell("D1", 21);
      await world.settle();
      expect(await chatter(order.pickingId)).toEqual([
        `Delivered 2026-11-19 17:00 America/Chicago; DALLAS, TX, US; carrier number ${pro}. Told by Milepost.`,
      ]);
      // Sent again under another number, and looked at again.
      await tell("D1", 22);
      await world.settle();
      expect(await chatter(order.pickingId)).toHaveLength(1);
      const [picking] = await world.find(
        "stock.picking",
        [["id", "=", order.pickingId]],
        ["carrier_tracking_ref"],
      );
      expect(picking?.carrier_tracking_ref).toBe(pro);
      const runs = await world.runsOf("status_to_odoo");
      const own = runs.filter(({ payload }) => payload.shipmentId === runs.at(-1)?.shipmentId);
      expect(own.map(({ state }) => state)).toEqual(["done"]);
    });

    it("waits for the delivery where the road is faster than the office", async () => {
      const load = `LX${world.odoo.run}`.toUpperCase();
      const order = await makeOrder(world.documents);
      await world.tell(tms, tenderOf(load, order.orderName));
      await world.tell(carrier, status(load, "AF", "20261119*0900", { control: 31, pro: `P${load}` }));
      await world.work();
      const waiting = (await world.runsOf("status_to_odoo")).find(({ subjectLabel }) =>
        subjectLabel.includes("picked up"),
      );
      expect(waiting).toMatchObject({
        state: "waiting",
        reason: "No delivery in Odoo belongs to this shipment yet.",
      });
      await world.settle();
      expect(await chatter(order.pickingId)).toEqual([expect.stringMatching(/^Picked up 2026-11-19/)]);
    });
  });
}

const tenderOf = (load: string, order: string, purpose = "00") =>
  x12("204", [
    `B2**RDFX**${load}**PP`,
    `B2A*${purpose}*LT`,
    `L11*${order}*ON`,
    "S5*1*LD",
    "G62*37*20261118*I*0800",
    "N1*SF*Chicago DC*93*CHI",
    "N4*CHICAGO*IL*60601*US",
    "S5*2*UL",
    "G62*53*20261119*G*1300",
    "N1*ST*Dallas store*93*DAL",
    "N4*DALLAS*TX*75201*US",
  ]);
