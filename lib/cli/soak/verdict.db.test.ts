import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import type { LedgerLine } from "./ledger";
import { loadSource } from "./load-messages";
import { PARTNERS } from "./partners";
import { judge, wrongCounts } from "./verdict";

let world: PipelineWorld;
const source = loadSource(3);
const ledger: LedgerLine[] = [];

beforeAll(async () => {
  world = await pipelineWorld();
  const ids = new Map<string, string>();
  for (const slug of PARTNERS) {
    const dialect = slug === "soak-parcel" ? "easypost" : "x12";
    ids.set(slug, await world.addConnection({ slug, dialect, mayCreateShipments: dialect === "easypost" }));
  }
  const messages = [...Array.from({ length: 60 }, () => source.next()), ...source.rest()];
  for (const { partner, body, sha256, fact } of messages) {
    const [messageId = ""] = await world.receive(ids.get(partner) ?? "", body.toString());
    ledger.push({ partner, key: null, sha256, messageId, fact, acknowledgedAt: "" });
  }
  await world.drain();
});
afterAll(() => world.close());

const verdict = (lines: readonly LedgerLine[] = ledger) => judge(world.db, lines, source.shipments());

describe("the verdict of a soak", () => {
  it("finds nothing where everything acknowledged is there once", async () => {
    expect(await verdict()).toEqual({ lost: 0, doubled: 0, findings: [] });
    expect(await wrongCounts(world.db)).toEqual([]);
  });

  it("calls lost what was acknowledged and is not stored, or stored with other bytes", async () => {
    const [first] = ledger;
    if (!first) throw new Error("the ledger is empty");
    const never = { ...first, messageId: "018f0000-0000-7000-8000-000000000001", fact: "nobody 00 never" };
    expect(await verdict([...ledger, never])).toMatchObject({ lost: 1, doubled: 0 });
    const others = { ...first, sha256: hash("sha256", "other bytes") };
    expect(await verdict([others, ...ledger.slice(1)])).toMatchObject({ lost: 1, doubled: 0 });
  });

  it("calls doubled what nobody acknowledged, and a fact told twice", async () => {
    expect(await verdict(ledger.slice(1))).toMatchObject({ lost: 0 });
    expect((await verdict(ledger.slice(1))).doubled).toBeGreaterThan(0);
    await world.db.execute(sql`
      insert into event select (e).* from (select jsonb_populate_record(event, jsonb_build_object('id', gen_random_uuid())) as e from event limit 1) one`);
    expect(await verdict()).toMatchObject({ lost: 0, doubled: 1 });
  });

  it("calls lost what never got an outcome", async () => {
    const before = (await verdict()).lost;
    await world.db.execute(sql`delete from message_state where message_id = ${ledger[0]?.messageId}`);
    expect((await verdict()).lost).toBe(before + 1);
  });

  it("finds a kept count that a scan does not confirm", async () => {
    await world.db.execute(sql`update shipment_count set count = count + 1 where key = 'all' and slot = 0`);
    expect(await wrongCounts(world.db)).toHaveLength(1);
  });
});
