import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { insertTerms } from "@/db/queries/billing/billing-terms";
import { appUser } from "@/db/schema/access";
import { flowApproval } from "@/db/schema/flow";
import { type ContractOrder, makeOrder, ship } from "@/lib/connectors/odoo/contract/contract-documents";
import type { Role } from "@/lib/domain/access/role";
import { type BillingTerms, DEFAULT_TERMS } from "@/lib/domain/billing/terms";
import { status, x12 } from "@/lib/usecases/pipeline/testing/x12-text";
import { decideApproval } from "../decide-approval";
import { decideOnRun } from "../decide-on-run";
import type { OdooFlowWorld } from "../testing/odoo-flow-world";

/** Bill on delivery from the carrier's word to the posted invoice; run against the real Odoo and against what stands in for it. */
export function describeBillOnDelivery(given: () => OdooFlowWorld): void {
  describe("a delivery that is delivered", () => {
    let world: OdooFlowWorld;
    let tms: string;
    let carrier: string;
    beforeAll(async () => {
      world = given();
      tms = await world.addPartner({ name: "TMS for bills", partnerKind: "tms" });
      carrier = await world.addPartner({ name: "Bluefin", carrierScac: "BLUF" });
    });

    interface Sold extends ContractOrder {
      readonly load: string;
      readonly customer: string;
    }
    let control = 100;
    const say = (load: string, code: string) => {
      control += 1;
      return world.tell(
        carrier,
        status(load, code, "20261119*1700", { control, city: "DALLAS*TX", pro: `P${load}` }),
      );
    };
    /** Five units at 10.00, tendered and gone out. */
    const sell = async (): Promise<Sold> => {
      const order = await makeOrder(world.documents);
      await ship(world.documents, order.pickingId, 5);
      const load = `BL${world.odoo.run}${order.orderId}`.toUpperCase();
      const [partner] = await world.find("res.partner", [["id", "=", order.partnerId]], ["name"]);
      await world.tell(tms, tenderOf(load, order.orderName));
      return { ...order, load, customer: String(partner?.name) };
    };
    const runOf = async (order: Sold) => {
      const runs = await world.runsOf("bill_on_delivery");
      const run = runs.find(({ payload }) => payload.saleOrderId === order.orderId);
      if (!run) throw new Error(`no run for ${order.orderName}`);
      return run;
    };
    const invoicesOf = (order: Sold) =>
      world.find(
        "account.move",
        [["invoice_origin", "=", order.orderName]],
        ["name", "state", "amount_untaxed"],
      );
    const contextOf = async (role: Role) => {
      const id = randomUUID();
      const user = { id, companyId: world.companyId, role, name: `A ${role}`, email: `${id}@acme.test` };
      await world.db.insert(appUser).values(user);
      return { db: world.db, now: world.now, actor: { kind: "user" as const, ...user } };
    };
    const sayYes = async (order: Sold) => {
      const run = await runOf(order);
      const approvals = await world.db.select().from(flowApproval).where(eq(flowApproval.runId, run.id));
      const open = approvals.find(({ state }) => state === "open");
      await decideApproval(await contextOf("finance"), { decision: "approve", approvalId: open?.id ?? "" });
      world.advance(11_000);
      await world.settle();
    };
    const setTerms = async (customer: string, version: number, terms: Partial<BillingTerms>) =>
      insertTerms(world.db, {
        ...{ companyId: world.companyId, customer, version, terms: { ...DEFAULT_TERMS, ...terms } },
        ...{ reason: "as agreed", createdBy: "test", createdAt: world.now() },
      });

    it("is drafted, compared, approved, posted once, and Odoo's word of it is on the timeline", async () => {
      const order = await sell();
      await say(order.load, "D1");
      await world.settle();
      expect(await runOf(order)).toMatchObject({
        state: "awaiting_approval",
        amountMinor: 5_000,
        step: "approve",
      });
      expect(await invoicesOf(order)).toMatchObject([{ state: "draft", amount_untaxed: 50 }]);
      await sayYes(order);
      expect(await runOf(order)).toMatchObject({ state: "done", step: "told" });
      expect(await invoicesOf(order)).toMatchObject([{ state: "posted", amount_untaxed: 50 }]);
      // Told again, nothing happens again.
      await say(order.load, "D1");
      await world.settle();
      expect(await invoicesOf(order)).toHaveLength(1);
    });

    it("waits for the proof its customer pays against, and goes on when it is there", async () => {
      const order = await sell();
      await setTerms(order.customer, 1, { requiresPod: true });
      await say(order.load, "D1");
      await world.settle();
      expect(await runOf(order)).toMatchObject({ state: "waiting", step: "proof" });
      expect(await invoicesOf(order)).toEqual([]);
      world.advance(8 * 24 * 3_600_000);
      await world.settle();
      expect(await runOf(order)).toMatchObject({ state: "held", blocker: "no_pod" });
      await say(order.load, "XB");
      await setTerms(order.customer, 2, { requiresPod: false });
      world.advance(61_000);
      await world.settle();
      expect(await runOf(order)).toMatchObject({ state: "awaiting_approval" });
    });

    it("is held while damage is open, for the customer, and for a number the customer demands, each named", async () => {
      const damaged = await sell();
      await say(damaged.load, "A9");
      await say(damaged.load, "D1");
      const onHold = await sell();
      await setTerms(onHold.customer, 1, { hold: { reason: "disputes last month", untilAt: null } });
      await say(onHold.load, "D1");
      const demanding = await sell();
      await setTerms(demanding.customer, 1, { references: ["container"] });
      await say(demanding.load, "D1");
      await world.settle();
      expect(await runOf(damaged)).toMatchObject({ state: "held", blocker: "damaged" });
      expect(await runOf(onHold)).toMatchObject({ state: "held", blocker: "customer_hold" });
      expect(await runOf(demanding)).toMatchObject({ state: "waiting", step: "references" });
      for (const order of [damaged, onHold, demanding]) expect(await invoicesOf(order)).toEqual([]);
      await setTerms(onHold.customer, 2, { hold: null });
      world.advance(61_000);
      await world.settle();
      expect(await runOf(onHold)).toMatchObject({ state: "awaiting_approval" });
    });

    it("is held when the draft is not what the order says, until a person passes over it", async () => {
      const order = await sell();
      await say(order.load, "D1");
      await world.settle();
      const [invoice] = await invoicesOf(order);
      const [line] = await world.find(
        "account.move.line",
        [
          ["move_id", "=", invoice?.id],
          ["display_type", "=", "product"],
        ],
        ["id"],
      );
      await world.odoo.admin.write("account.move.line", [line?.id ?? 0], { price_unit: 12 });
      const admin = await contextOf("admin");
      const { id, version } = await runOf(order);
      await decideOnRun(admin, {
        decision: "hold",
        runId: id,
        expectedVersion: version,
        reason: "look again",
        untilAt: null,
      });
      const held = await runOf(order);
      await world.db.$client.query("update flow_run set step = 'against_order' where id = $1", [id]);
      await decideOnRun(admin, {
        decision: "release",
        runId: id,
        expectedVersion: held.version,
        reason: "go on",
      });
      await world.settle();
      expect(await runOf(order)).toMatchObject({ state: "held", blocker: "order_differs" });
      const differs = await runOf(order);
      await decideOnRun(admin, {
        decision: "skip",
        runId: id,
        expectedVersion: differs.version,
        reason: "agreed by phone",
      });
      await world.settle();
      expect(await runOf(order)).toMatchObject({ state: "awaiting_approval" });
    });

    it("that is cancelled after its draft says on the delivery that the draft is not wanted", async () => {
      const order = await sell();
      await say(order.load, "D1");
      await world.settle();
      const { id, version } = await runOf(order);
      const admin = await contextOf("admin");
      await decideOnRun(admin, {
        decision: "cancel",
        runId: id,
        expectedVersion: version,
        reason: "billed elsewhere",
      });
      for (let looks = 0; looks < 10 && (await runOf(order)).state === "compensating"; looks += 1) {
        world.advance(3_000);
        await world.settle();
      }
      expect(await runOf(order)).toMatchObject({ state: "cancelled" });
      expect(await invoicesOf(order)).toMatchObject([{ state: "draft" }]);
      const notes = await world.find(
        "mail.message",
        [
          ["model", "=", "stock.picking"],
          ["res_id", "=", order.pickingId],
          ["body", "ilike", "not wanted"],
        ],
        ["id"],
      );
      expect(notes).toHaveLength(1);
    });
  });
}

const tenderOf = (load: string, order: string) =>
  x12("204", [
    `B2**BLUF**${load}**PP`,
    "B2A*00*LT",
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
