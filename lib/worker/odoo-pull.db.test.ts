import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/db/client";
import { createTestDatabase } from "@/db/testing/test-database";
import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { addPlainConnection } from "@/lib/usecases/odoo/pull/testing/plain-connection";
import { odooPullLoop } from "./odoo-pull";

const KEY = Buffer.alloc(32, 5);

describe("the worker's reading of Odoo", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let standIn: Awaited<ReturnType<typeof startOdooStandIn>>;
  let db: Database;
  beforeAll(async () => {
    [database, standIn] = await Promise.all([createTestDatabase(), startOdooStandIn({ port: 0 })]);
    db = connectDatabase(database.url);
  });
  afterAll(async () => {
    await db.$client.end();
    await Promise.all([database.drop(), standIn.close()]);
  });

  const loop = (signal = new AbortController().signal) =>
    odooPullLoop({ db, now: () => new Date(), secretKey: KEY, signal });

  it("asks the database once and rests where no Odoo is connected", async () => {
    let statements = 0;
    const count = () => {
      statements += 1;
    };
    db.$client.on("acquire", count);
    expect(await loop().round()).toBe(false);
    db.$client.off("acquire", count);
    expect(statements).toBe(1);
  });

  it("stops after the page under way and gives its models back; another worker goes on from there", async () => {
    const { url, database: name, adminLogin, adminPassword } = standIn;
    const odoo = { url, database: name, login: adminLogin, password: adminPassword };
    await addPlainConnection(db, { secretKey: KEY, odoo });
    standIn.holdOpen(({ method }) => (method === "search_read" ? 300 : 0));
    const stop = new AbortController();
    const round = loop(stop.signal).round();
    await sleep(1_000);
    stop.abort();
    const askedAt = performance.now();
    await round;
    expect(performance.now() - askedAt).toBeLessThan(3_000);
    const left =
      "select count(*) filter (where lease_owner is not null) as leased, count(*) filter (where loaded_at is null) as open from odoo_pull";
    const [stopped] = (await db.$client.query(left)).rows;
    expect(stopped.leased).toBe(0);
    expect(stopped.open).toBeGreaterThan(0);
    standIn.holdOpen(() => 0);
    await loop().round();
    const [done] = (await db.$client.query(left)).rows;
    expect(done).toEqual({ leased: 0, open: 0 });
  });
});
