import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { appUser } from "@/db/schema/access";
import { flowApproval, flowRun } from "@/db/schema/flow";
import { type ContractOrder, makeOrder, ship } from "@/lib/connectors/odoo/contract/contract-documents";
import { status, x12 } from "@/lib/usecases/pipeline/testing/x12-text";
import { billOnDelivery } from "../bill-on-delivery/bill-on-delivery";
import { decideApproval } from "../decide-approval";
import { decideOnRun } from "../decide-on-run";
import type { FlowImplementation } from "../engine/flow-implementation";
import { statusToOdoo } from "../status-to-odoo/status-to-odoo";
import type { OdooFlowWorld } from "./odoo-flow-world";

/** Deliveries from the carrier's word to the posted invoice, every second one cancelled after its draft, and what Odoo must show of each. */
export interface DeliveriesToBill {
  readonly flows: readonly FlowImplementation[];
  tell(count: number): Promise<void>;
  /** Yes to every second bill, the others are cancelled. */
  decide(): Promise<void>;
  waitForUndoing(settle: () => Promise<void>): Promise<void>;
  /** Effects that are there more than once, and those that are not there. */
  effects(): Promise<{ readonly doubled: readonly string[]; readonly lost: readonly string[] }>;
}

interface Sold extends ContractOrder {
  readonly load: string;
  isCancelled: boolean;
}

export async function deliveriesToBill(world: OdooFlowWorld): Promise<DeliveriesToBill> {
  const tms = await world.addPartner({ name: "TMS", partnerKind: "tms" });
  const carrier = await world.addPartner({ name: "Bluefin", carrierScac: "BLUF" });
  const id = randomUUID();
  const user = {
    id,
    companyId: world.companyId,
    role: "admin" as const,
    name: "Ada",
    email: `${id}@acme.test`,
  };
  await world.db.insert(appUser).values(user);
  const ctx = { db: world.db, now: world.now, actor: { kind: "user" as const, ...user } };
  const sold: Sold[] = [];
  const open = () =>
    world.db
      .select({ run: flowRun, approvalId: flowApproval.id })
      .from(flowApproval)
      .innerJoin(
        flowRun,
        and(eq(flowRun.companyId, flowApproval.companyId), eq(flowRun.id, flowApproval.runId)),
      )
      .where(eq(flowApproval.state, "open"));
  return {
    flows: [billOnDelivery, statusToOdoo],
    tell: async (count) => {
      const tenders: string[] = [];
      const told: string[] = [];
      for (let made = 0; made < count; made += 1) {
        const order = await makeOrder(world.documents);
        await ship(world.documents, order.pickingId, 5);
        const load = `FP${world.odoo.run}${order.orderId}`.toUpperCase();
        sold.push({ ...order, load, isCancelled: sold.length % 2 === 1 });
        tenders.push(tenderOf(load, order.orderName));
        const said = { control: sold.length + 100, city: "DALLAS*TX", pro: `P${load}` };
        told.push(status(load, "D1", "20261119*1700", said));
      }
      await world.tell(tms, ...tenders);
      await world.tell(carrier, ...told);
    },
    decide: async () => {
      for (const { run, approvalId } of await open()) {
        const order = sold.find(({ orderId }) => orderId === run.payload.saleOrderId);
        if (!order?.isCancelled) await decideApproval(ctx, { decision: "approve", approvalId });
        else {
          const { version: expectedVersion } = run;
          const given = { decision: "cancel" as const, runId: run.id, expectedVersion, reason: "elsewhere" };
          await decideOnRun(ctx, given);
        }
      }
      world.advance(11_000);
    },
    waitForUndoing: async (settle) => {
      const isUndoing = async () =>
        (await world.runsOf("bill_on_delivery")).some(({ state }) => state === "compensating");
      for (let looks = 0; looks < 200 && (await isUndoing()); looks += 1) {
        world.advance(3_000);
        await settle();
      }
    },
    effects: () => effectsOf(world, sold),
  };
}

async function effectsOf(world: OdooFlowWorld, sold: readonly Sold[]) {
  const doubled: string[] = [];
  const lost: string[] = [];
  const expectOne = (what: string, found: number) => {
    if (found > 1) doubled.push(`${what}: ${found}`);
    if (found === 0) lost.push(what);
  };
  const names = sold.map(({ orderName }) => orderName);
  const invoices = await world.find(
    "account.move",
    [["invoice_origin", "in", names]],
    ["invoice_origin", "state"],
  );
  const pickings = sold.map(({ pickingId }) => pickingId);
  const about = [
    ["model", "=", "stock.picking"],
    ["res_id", "in", pickings],
  ] as [string, string, unknown][];
  const notes = await world.find("mail.message", about, ["res_id", "body"]);
  const numbers = await world.find("stock.picking", [["id", "in", pickings]], ["carrier_tracking_ref"]);
  const runs = [...(await world.runsOf("bill_on_delivery")), ...(await world.runsOf("status_to_odoo"))];
  for (const { state, flow, subjectLabel, reason } of runs)
    if (state !== "done" && state !== "cancelled")
      lost.push(`${flow} of ${subjectLabel}: ${state}, ${reason}`);
  for (const { orderName, pickingId, load, isCancelled } of sold) {
    const own = invoices.filter(({ invoice_origin }) => invoice_origin === orderName);
    expectOne(`invoice of ${orderName}`, own.length);
    const wanted = isCancelled ? "draft" : "posted";
    expectOne(`${wanted} invoice of ${orderName}`, own.filter(({ state }) => state === wanted).length);
    const said = notes.filter(({ res_id }) => res_id === pickingId).map(({ body }) => String(body));
    expectOne(`status note of ${load}`, said.filter((body) => body.includes("Delivered 2026")).length);
    const taken = said.filter((body) => body.includes("not wanted")).length;
    if (isCancelled) expectOne(`note of the cancelled draft of ${load}`, taken);
    else if (taken > 0) doubled.push(`note of a draft of ${load} that is wanted`);
    const number = numbers.find(({ id }) => id === pickingId)?.carrier_tracking_ref;
    expectOne(`carrier number of ${load}`, number === `P${load}` ? 1 : 0);
  }
  return { doubled, lost };
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
