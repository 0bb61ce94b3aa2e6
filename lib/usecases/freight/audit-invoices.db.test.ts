import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertCarrierProfile } from "@/db/queries/freight/contracts";
import { markInvoicesOfCarrier } from "@/db/queries/freight/marks";
import { selectFreightLines } from "@/db/queries/freight/read-bill";
import { appUser } from "@/db/schema/access";
import { flowRun } from "@/db/schema/flow";
import { freightInvoice } from "@/db/schema/freight";
import { inTransaction } from "@/db/transaction";
import type { Role } from "@/lib/domain/access/role";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { auditInvoices } from "./audit-invoices";
import { decideFreightInvoice } from "./decide-freight-invoice";
import { followShipments } from "./follow-shipments";
import { addContract } from "./testing/add-contract";
import { bill, contract } from "./testing/freight-texts";

describe("bills of carriers", () => {
  const clock = { now: new Date("2026-11-21T08:00:00Z") };
  let world: PipelineWorld;
  let tms: string;
  let carrier: string;
  let loads = 0;
  const now = () => clock.now;

  beforeAll(async () => {
    world = await pipelineWorld(now);
    tms = await world.addConnection({ partnerKind: "tms" });
    carrier = await world.addConnection({ carrierScac: "RDFX" });
    await followShipments({ db: world.db, now });
    await addContract(world.db, world.companyId, contract(randomUUID()), clock.now);
    const terms = { name: "Redfox", shortPayAllowed: true, contestDays: 180, podRequired: false };
    const said = { reason: "agreed", createdBy: "test", createdAt: clock.now };
    await insertCarrierProfile(world.db, {
      ...{ companyId: world.companyId, carrier: "RDFX", version: 1, ...said },
      terms: { ...terms, fourEyesOver: null, odoo: null },
    });
  });
  afterAll(() => world.close());

  const newLoad = () => {
    loads += 1;
    return `LD${loads}00`;
  };
  /** Tendered, picked up, three hours at the delivery: one of them to be paid for. */
  const drive = async (load: string) => {
    await world.receive(tms, tender(load));
    await world.drain();
    await world.receive(
      carrier,
      status(load, "AF", "20261118*0900", { control: loads * 10 + 1 }),
      status(load, "X1", "20261119*1300", { control: loads * 10 + 2, city: "DALLAS*TX" }),
      status(load, "D1", "20261119*1550", { control: loads * 10 + 3, city: "DALLAS*TX" }),
      status(load, "CD", "20261119*1600", { control: loads * 10 + 4, city: "DALLAS*TX" }),
    );
  };
  const settle = async () => {
    await world.drain();
    for (let more = true; more; ) {
      clock.now = new Date(clock.now.getTime() + 1_000);
      while (await followShipments({ db: world.db, now }));
      more = (await auditInvoices({ db: world.db, now })) > 0;
    }
  };
  const kept = async (number: string) => {
    const own = and(eq(freightInvoice.companyId, world.companyId), eq(freightInvoice.number, number));
    const rows = await world.db
      .select()
      .from(freightInvoice)
      .where(own)
      .orderBy(freightInvoice.receivedAt, freightInvoice.id);
    const [row] = rows;
    if (!row) throw new Error(`bill ${number} is not kept`);
    return { ...row, lines: await selectFreightLines(world.db, world.companyId, row.id), all: rows };
  };
  const person = async (role: Role) => {
    const id = randomUUID();
    const user = { id, companyId: world.companyId, role, name: `A ${role}`, email: `${id}@acme.test` };
    await world.db.insert(appUser).values(user);
    return { db: world.db, now, actor: { kind: "user" as const, ...user } };
  };

  it("are matched, priced by the contract, and say what nobody accrued and nobody approved", async () => {
    const load = newLoad();
    await drive(load);
    await world.receive(carrier, bill(load, "A-1", { more: [["DTU", 18_000]] }));
    await settle();
    const { lines, ...own } = await kept("A-1");
    expect(own).toMatchObject({
      ...{ carrier: "RDFX", currency: "USD", totalMinor: 136_000, outcome: "review", state: "open" },
      ...{ contestBy: "2027-05-20", payableMinor: 124_000, atStakeMinor: 12_000 },
    });
    expect(own.match).toMatchObject({ matched: true, rule: "shipment_id" });
    expect(own.holds).toEqual(expect.arrayContaining(["missing_accrual", "line_over"]));
    expect(lines.map(({ kind, verdict, expectedMinor }) => [kind, verdict, expectedMinor])).toEqual([
      ["linehaul", "matches", 118_000],
      ["detention_delivery", "over_evidence", 6_000],
    ]);
    expect(lines[1]?.evidence.join(" ")).toContain("arrived 13:00, left 16:00: 3 h");
    const runs = await world.db.select().from(flowRun).where(eq(flowRun.businessKey, own.id));
    expect(runs).toMatchObject([{ flow: "settle_carrier_invoice", state: "queued" }]);
  });

  it("come before their shipment and are judged the same once it is there", async () => {
    const load = newLoad();
    await world.receive(carrier, bill(load, "B-1"));
    await settle();
    const before = await kept("B-1");
    expect(before).toMatchObject({ outcome: "unmatched", match: { matched: false, why: "none" } });
    await drive(load);
    await settle();
    expect(await kept("B-1")).toMatchObject({
      outcome: "review",
      holds: ["missing_accrual"],
      match: { matched: true },
    });
    expect((await kept("B-1")).version).toBeGreaterThan(before.version);
  });

  it("stay as they are when nothing behind them changed", async () => {
    const { version, id } = await kept("B-1");
    await inTransaction(world.db, (tx) => markInvoicesOfCarrier(tx, world.companyId, "rdfx", clock.now));
    await settle();
    expect(await kept("B-1")).toMatchObject({ version, id });
  });

  it("are blocked when they come a second time, whichever is looked at first", async () => {
    const load = newLoad();
    await drive(load);
    await world.receive(carrier, bill(load, "C-1"));
    clock.now = new Date(clock.now.getTime() + 60_000);
    await world.receive(carrier, bill(load, "C-1"));
    await world.drain();
    // The later one is looked at first.
    await world.db.$client.query(
      "update freight_mark m set marked_at = m.marked_at - (r.received_at - '2026-01-01') from inbox_message r where r.id = m.message_id",
    );
    await settle();
    const [first, second] = (await kept("C-1")).all;
    expect(first).toMatchObject({ outcome: "review" });
    expect(second).toMatchObject({ outcome: "blocked", payableMinor: 0 });
  });

  it("say that there is no rate, and are judged again when there is one", async () => {
    const load = newLoad();
    const scac = "BLUF";
    await world.receive(tms, tender(load).replaceAll("RDFX", scac));
    await world.drain();
    const said = status(load, "AF", "20261118*0900", { control: 900 }).replaceAll("RDFX", scac);
    await world.receive(carrier, said, bill(load, "D-1", { scac }));
    await settle();
    const before = await kept("D-1");
    expect(before.lines).toMatchObject([{ verdict: "no_rate", contractMinor: null }]);
    expect(before.lines[0]?.reason).toContain("no rate card of BLUF holds on 2026-11-18");
    await addContract(
      world.db,
      world.companyId,
      contract(randomUUID(), { party: { kind: "carrier", name: scac } }),
      clock.now,
    );
    await inTransaction(world.db, (tx) => markInvoicesOfCarrier(tx, world.companyId, scac, clock.now));
    await settle();
    expect((await kept("D-1")).lines).toMatchObject([{ verdict: "matches", contractMinor: 118_000 }]);
  });

  it("are decided charge by charge, by who may, on what they saw", async () => {
    const { id, version, lines } = await kept("A-1");
    const detention = lines[1];
    const input = {
      ...{
        invoiceId: id,
        expectedVersion: version,
        reason: "as the gate log says",
        decision: "approve" as const,
      },
      choices: [
        {
          shipmentId: detention?.shipmentId ?? "",
          kind: "detention_delivery" as const,
          decision: "pay_contract" as const,
        },
      ],
    };
    await expect(decideFreightInvoice(await person("dispatcher"), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    const finance = await person("finance");
    await expect(decideFreightInvoice(finance, { ...input, expectedVersion: version + 1 })).rejects.toThrow(
      /look again/,
    );
    await decideFreightInvoice(finance, input);
    const own = await kept("A-1");
    expect(own).toMatchObject({
      state: "decided",
      payableMinor: 124_000,
      atStakeMinor: 12_000,
      decidedBy: "A finance",
    });
    expect(own.disputeText).toContain("Detention, delivery, billed 180.00 USD");
    await expect(decideFreightInvoice(finance, { ...input, expectedVersion: own.version })).rejects.toThrow(
      /decided already/,
    );
    const { rows } = await world.db.$client.query(
      "select action, actor_name, reason from audit_log where subject_id = $1",
      [id],
    );
    expect(rows).toEqual([
      { action: "freight.approve", actor_name: "A finance", reason: "as the gate log says" },
    ]);
  });

  it("that are set aside no longer block the one that came after", async () => {
    const [first, second] = (await kept("C-1")).all;
    const finance = await person("finance");
    const input = {
      invoiceId: first?.id ?? "",
      expectedVersion: first?.version ?? 0,
      reason: "sent by mistake",
    };
    await decideFreightInvoice(finance, { ...input, decision: "decline" });
    await settle();
    const after = (await kept("C-1")).all;
    expect(after.map(({ state, outcome }) => [state, outcome])).toEqual([
      ["declined", "review"],
      ["open", "review"],
    ]);
    expect(after[1]?.id).toBe(second?.id);
  });
});
