import { randomUUID } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { insertFlowSetting } from "@/db/queries/flows/settings";
import { insertCarrierProfile } from "@/db/queries/freight/contracts";
import { appUser } from "@/db/schema/access";
import { flowApproval, type flowRun, flowSetting } from "@/db/schema/flow";
import { freightAccrual, freightInvoice } from "@/db/schema/freight";
import { makePartner } from "@/lib/connectors/odoo/contract/contract-documents";
import type { Role } from "@/lib/domain/access/role";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { CarrierTerms } from "@/lib/domain/freight/standing";
import type { Context } from "@/lib/usecases/context";
import { auditInvoices } from "@/lib/usecases/freight/audit-invoices";
import { followShipments } from "@/lib/usecases/freight/follow-shipments";
import { addContract } from "@/lib/usecases/freight/testing/add-contract";
import { contract } from "@/lib/usecases/freight/testing/freight-texts";
import { status, tender, x12 } from "@/lib/usecases/pipeline/testing/x12-text";
import type { OdooFlowWorld } from "./odoo-flow-world";

/** A carrier with its connection, and its vendor in Odoo where it has one. */
export interface Carrier {
  readonly scac: string;
  readonly connectionId: string;
  readonly partnerId: number;
}

/** What the flows about freight need beyond the world of all flows: carriers, contracts, loads that drive, and the audit between the flows. */
export interface FreightFlowWorld {
  readonly odoo: OdooFlowWorld;
  addCarrier(scac: string, terms?: Partial<CarrierTerms>): Promise<Carrier>;
  addContract(scac: string): Promise<void>;
  set(flow: FlowName, settings: Record<string, unknown>): Promise<void>;
  /** Tenders a load to the carrier. @returns its number. */
  tendered(carrier: Carrier): Promise<string>;
  accept(carrier: Carrier, load: string): Promise<void>;
  /** Picked up, three hours at the delivery. */
  drive(carrier: Carrier, load: string): Promise<void>;
  settle(): Promise<void>;
  run(flow: FlowName, ofLabel: string): Promise<typeof flowRun.$inferSelect>;
  bill(number: string): Promise<typeof freightInvoice.$inferSelect>;
  accruals(scac: string): Promise<(typeof freightAccrual.$inferSelect)[]>;
  openApproval(runId: string): Promise<string>;
  person(role: Role): Promise<Context>;
}

export async function freightFlowWorld(odoo: OdooFlowWorld): Promise<FreightFlowWorld> {
  const { db, companyId, now } = odoo;
  const deps = { db, now };
  const tms = await odoo.addPartner({ name: "TMS for freight", partnerKind: "tms" });
  const said = () => ({ reason: "agreed", createdBy: "test", createdAt: now() });
  let count = 0;
  let control = 7_000;
  await followShipments(deps);
  const tell = (carrier: Carrier, ...texts: string[]) =>
    odoo.tell(carrier.connectionId, ...texts.map((text) => text.replaceAll("RDFX", carrier.scac)));

  return {
    odoo,
    addCarrier: async (scac, terms = {}) => {
      const connectionId = await odoo.addPartner({ name: `Carrier ${scac}`, carrierScac: scac });
      const partnerId = await makePartner(odoo.documents, `carrier ${scac}`);
      const vendor = { connectionId: odoo.owner.connectionId, companyId: odoo.odoo.companyId, partnerId };
      const own = {
        name: scac,
        shortPayAllowed: true,
        contestDays: 180,
        podRequired: false,
        fourEyesOver: null,
      };
      const row = {
        companyId,
        carrier: scac,
        version: 1,
        terms: { ...own, odoo: vendor, ...terms },
        ...said(),
      };
      await insertCarrierProfile(db, row);
      return { scac, connectionId, partnerId };
    },
    addContract: (scac) =>
      addContract(db, companyId, contract(randomUUID(), { party: { kind: "carrier", name: scac } }), now()),
    set: async (flow, settings) => {
      const [last] = await db
        .select()
        .from(flowSetting)
        .where(and(eq(flowSetting.companyId, companyId), eq(flowSetting.flow, flow)))
        .orderBy(desc(flowSetting.version))
        .limit(1);
      const version = (last?.version ?? 0) + 1;
      const changed = { reason: "agreed", changedBy: "test", changedAt: now() };
      await insertFlowSetting(db, { companyId, flow, version, settings, ...changed });
    },
    tendered: async ({ scac }) => {
      count += 1;
      const load = `${scac}${odoo.odoo.run}${count}`.toUpperCase();
      await odoo.tell(tms, tender(load).replaceAll("RDFX", scac));
      return load;
    },
    accept: (carrier, load) => {
      control += 1;
      return tell(carrier, x12("990", [`B1*RDFX*${load}*20261117*A`], { sender: "RDFX", control }));
    },
    drive: async (carrier, load) => {
      const at = (code: string, when: string, city = "DALLAS*TX") => {
        control += 1;
        return status(load, code, when, { control, city });
      };
      await tell(
        carrier,
        at("AF", "20261118*0900", "CHICAGO*IL"),
        ...[at("X1", "20261119*1300"), at("D1", "20261119*1550"), at("CD", "20261119*1600")],
      );
    },
    settle: async () => {
      for (let looked = 1; looked > 0; ) {
        await odoo.settle();
        while (await followShipments(deps));
        looked = await auditInvoices(deps);
      }
    },
    run: async (flow, ofLabel) => {
      const runs = await odoo.runsOf(flow);
      const run = runs.findLast(
        ({ subjectLabel, shipmentId }) => subjectLabel === ofLabel || shipmentId === ofLabel,
      );
      if (!run) throw new Error(`no run of ${flow} for ${ofLabel}`);
      return run;
    },
    bill: async (number) => {
      const rows = await db.select().from(freightInvoice).where(eq(freightInvoice.number, number));
      const last = rows.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()).at(-1);
      if (!last) throw new Error(`no bill ${number}`);
      return last;
    },
    accruals: (scac) => db.select().from(freightAccrual).where(eq(freightAccrual.carrier, scac)),
    openApproval: async (runId) => {
      const rows = await db.select().from(flowApproval).where(eq(flowApproval.runId, runId));
      return rows.find(({ state }) => state === "open")?.id ?? "";
    },
    person: async (role) => {
      const id = randomUUID();
      const user = { id, companyId, role, name: `A ${role}`, email: `${id}@acme.test` };
      await db.insert(appUser).values(user);
      return { db, now, actor: { kind: "user", ...user } };
    },
  };
}
