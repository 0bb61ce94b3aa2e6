import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OUTBOUND_KINDS, OUTBOUND_STATES } from "@/lib/domain/outbound/outbound";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import { addConnection } from "@/lib/usecases/connections/add-connection";
import type { Context } from "@/lib/usecases/context";
import { outboundDetail } from "./outbound-detail";
import { listOutbound } from "./outbound-list";
import { sentNotice } from "./sent-notice";

let world: AccessWorld;
let lead: Context;
let connection: string;
beforeAll(async () => {
  world = await accessWorld();
  lead = await world.add("lead@acme.example", "lead");
  const { companyId } = world.system.actor;
  const made = await addConnection(world.system, randomBytes(32), {
    ...{ slug: "rdwy", name: "Roadway", dialect: "x12", partnerKind: "carrier" },
    verification: { scheme: "bearer" },
  });
  connection = made.id;
  await world.db.execute(sql`
    insert into outbound_message (company_id, id, connection_id, kind, operation_key, control_number, body, state, created_at)
    select ${companyId}, gen_random_uuid(), ${connection}, '997', 'k' || n, n, 'ISA', 'sent', ${world.clock.now}::timestamptz - n * interval '2 minutes'
    from generate_series(1, 60) n`);
  await world.db.execute(sql`
    insert into notice (company_id, id, notice_key, receiver, channel, address, kind, cause_key, title, body, state, created_at)
    select ${companyId}, gen_random_uuid(), 'n' || n, 'r', case when n % 2 = 0 then 'email' else 'in_app' end, 'a@b.example', 'opened', 'c', 'Told ' || n,
      'Something happened', 'failed', ${world.clock.now}::timestamptz - n * interval '3 minutes' from generate_series(1, 20) n`);
});
afterAll(() => world?.close());

describe("everything that goes out", () => {
  it("is one list by time, messages and notices outside together, each once over its pages", async () => {
    const seen: { at: string; id: string; source: string }[] = [];
    for (let after: string | undefined | null; after !== null; ) {
      const page = await listOutbound(lead, after ? { after } : {});
      seen.push(...page.items.map(({ createdAt, id, source }) => ({ at: createdAt, id, source })));
      after = page.older;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(70);
    expect(seen.filter(({ source }) => source === "notice")).toHaveLength(10);
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
  });

  it("is narrowed by every state, kind and connection its address can hold", async () => {
    const sizes = async (query: Parameters<typeof listOutbound>[1]) =>
      (await listOutbound(lead, query)).items.length;
    for (const state of OUTBOUND_STATES)
      expect(await sizes({ state }), state).toBe(state === "sent" ? 50 : state === "failed" ? 10 : 0);
    for (const kind of OUTBOUND_KINDS) expect(await sizes({ kind }), kind).toBe(kind === "997" ? 50 : 0);
    expect(await sizes({ kind: "notice" })).toBe(10);
    expect(await sizes({ connection, state: "failed" })).toBe(0);
  });

  it("shows notices to those who may read them only", async () => {
    const dispatcher = await world.add("dispatcher@acme.example", "dispatcher");
    const list = await listOutbound(dispatcher, {});
    expect(list.items.some(({ source }) => source === "notice")).toBe(false);
    expect(list.counts).toEqual({});
    await expect(listOutbound(await world.add("cs@acme.example", "customer_service"), {})).rejects.toThrow();
  });

  it("opens with its exact bytes, or as the mail its receiver sees", async () => {
    const { items } = await listOutbound(lead, {});
    const message = items.find(({ source }) => source === "message");
    const notice = items.find(({ source }) => source === "notice");
    const opened = await outboundDetail(lead, message?.id ?? "");
    expect(opened.detail).toMatchObject({ to: "Roadway", sizeBytes: 3, wayOut: null, mayResend: false });
    expect(await sentNotice(lead, notice?.id ?? "", "https://milepost.acme.example")).toMatchObject({
      ...{ source: "notice", sort: "email", state: "failed" },
      html: expect.stringContaining("Something happened"),
    });
  });
});
