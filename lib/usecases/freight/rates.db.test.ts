import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appUser } from "@/db/schema/access";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { activateRateCard } from "./activate-rate-card";
import { addFuelPrice } from "./add-fuel-price";
import { auditInvoices } from "./audit-invoices";
import { importRateCard } from "./import-rate-card";
import { previewRateCard } from "./preview-rate-card";
import { saveCarrierTerms } from "./save-carrier-terms";
import { bill } from "./testing/freight-texts";

const CONTRACT = `row,id,origin_city,destination_city,per,from,rate,free,maximum
lane,CHI-DAL,Chicago,Dallas,shipment,,1180.00,,
lane,CHI-ANY,Chicago,Austin,lb,0,0.0512,,
lane,CHI-ANY,,,,1000,0.0410,,
fuel,diesel,,,percent,1.0,10%,,
fuel,diesel,,,percent,1.6,18%,,
accessorial,detention_delivery,,,hour,,60.00,120,500.00
`;

describe("contracts", () => {
  const now = () => new Date("2026-11-21T08:00:00Z");
  let world: PipelineWorld;
  let finance: Context;
  const base = {
    ...{ cardId: null, partyKind: "carrier" as const, party: "rdfx", name: "Redfox 2026", currency: "usd" },
    ...{ validFrom: "2026-01-01", validUntil: null, csv: CONTRACT, reason: "signed in March" },
  };
  const person = async (role: Role): Promise<Context> => {
    const id = randomUUID();
    const user = { id, companyId: world.companyId, role, name: `A ${role}`, email: `${id}@acme.test` };
    await world.db.insert(appUser).values(user);
    return { db: world.db, now, actor: { kind: "user", ...user } };
  };
  const audited = async () => {
    while ((await auditInvoices({ db: world.db, now })) > 0);
    const { rows } = await world.db.$client.query(
      "select kind, verdict, expected_minor::int as expected from freight_invoice_line order by position",
    );
    return rows;
  };

  beforeAll(async () => {
    world = await pipelineWorld(now);
    finance = await person("finance");
    const tms = await world.addConnection({ partnerKind: "tms" });
    const carrier = await world.addConnection({ carrierScac: "RDFX" });
    await world.receive(tms, tender("LD1"));
    await world.drain();
    await world.receive(
      carrier,
      status("LD1", "AF", "20261118*0900"),
      bill("LD1", "R-1", { more: [["FUE", 21_240]] }),
    );
    await world.drain();
  });
  afterAll(() => world.close());

  it("with a row that can't be read are not kept, and every row says what it is", async () => {
    const csv = CONTRACT.replace("lane,CHI-ANY,,,,1000,0.0410", "lane,CHI-ANY,,,,1000,free").replace(
      "lb",
      "stone",
    );
    const report = await importRateCard(finance, { ...base, csv });
    expect(report.stored).toBeNull();
    expect(report.rows.map(({ row, ok }) => [row, ok])).toEqual([
      ...[
        [2, true],
        [3, false],
        [4, false],
        [5, true],
        [6, true],
        [7, true],
      ],
    ]);
    expect(report.rows[1]?.words).toContain('"stone" in per is no unit');
    const twice = CONTRACT.replace("lane,CHI-ANY,,,,1000", "lane,CHI-ANY,,,,0");
    const problems = await importRateCard(finance, { ...base, csv: twice });
    expect(problems).toMatchObject({ stored: null, problems: ["lane CHI-ANY: Breaks ascend, none twice."] });
    await expect(importRateCard(finance, { ...base, csv: "a,b\n1,2" })).rejects.toThrow(
      /Columns nobody knows: a, b/,
    );
  });

  it("price nothing as a draft, are tried against bills, and judge them once they are in force", async () => {
    expect(await audited()).toMatchObject([
      { kind: "linehaul", verdict: "no_rate" },
      { kind: "fuel", verdict: "no_rate" },
    ]);
    await addFuelPrice(finance, {
      index: "diesel",
      effectiveOn: "2026-11-16",
      price: "1.62",
      reason: "as published",
    });
    const { stored } = await importRateCard(finance, base);
    if (!stored) throw new Error("nothing was kept");
    expect(stored.version).toBe(1);
    expect((await audited())[0]).toMatchObject({ verdict: "no_rate" });
    const preview = await previewRateCard(finance, stored);
    expect(preview).toMatchObject({
      looked: 1,
      changes: [{ number: "R-1", expectedBeforeMinor: null, expectedAfterMinor: 139_240 }],
    });
    await activateRateCard(finance, { ...stored, reason: "checked" });
    expect(await audited()).toEqual([
      { kind: "linehaul", verdict: "matches", expected: 118_000 },
      { kind: "fuel", verdict: "matches", expected: 21_240 },
    ]);
    await expect(activateRateCard(finance, { ...stored, reason: "checked" })).rejects.toThrow(
      /in force already/,
    );
    const next = await importRateCard(finance, {
      ...base,
      cardId: stored.id,
      csv: CONTRACT.replace("1180.00", "1200.00"),
    });
    expect(next.stored).toEqual({ id: stored.id, version: 2 });
    await expect(importRateCard(finance, { ...base, cardId: stored.id, party: "BLUF" })).rejects.toThrow(
      /for the party/,
    );
  });

  it("are nobody's to change but finance's and an administrator's, and never another company's", async () => {
    for (const role of ["dispatcher", "lead", "it", "customer_service"] as const) {
      const other = await person(role);
      await expect(importRateCard(other, base)).rejects.toMatchObject({ code: "forbidden" });
      await expect(
        activateRateCard(other, { id: randomUUID(), version: 1, reason: "why not" }),
      ).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(
      activateRateCard(finance, { id: randomUUID(), version: 1, reason: "why not" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("stand beside what is known of a carrier, version by version, each on the audit log", async () => {
    const terms = {
      ...{
        carrier: "rdfx",
        name: "Redfox",
        shortPayAllowed: true,
        contestDays: 180,
        podRequired: false,
        vendor: null,
      },
      ...{ fourEyesOver: { amount: "5000", currency: "USD" }, reason: "as agreed" },
    };
    expect(await saveCarrierTerms(finance, { ...terms, expectedVersion: 0 })).toBe(1);
    await expect(saveCarrierTerms(finance, { ...terms, expectedVersion: 0 })).rejects.toThrow(/look again/);
    const vendor = { connectionId: randomUUID(), name: "Nobody" };
    await expect(saveCarrierTerms(finance, { ...terms, vendor, expectedVersion: 1 })).rejects.toMatchObject({
      fields: { vendor: expect.stringContaining("no contact of exactly this name") },
    });
    const { rows } = await world.db.$client.query(
      "select action from audit_log where action like 'freight.%' order by seq",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      ...[
        "freight.fuel.add",
        "freight.rates.import",
        "freight.rates.activate",
        "freight.rates.import",
        "freight.carrier.edit",
      ],
    ]);
    await expect(world.db.$client.query("update rate_card set name = 'x'")).rejects.toThrow();
  });
});
