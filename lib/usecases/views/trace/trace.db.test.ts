import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connection } from "@/db/schema/connection";
import { type CommandWorld, openCommandWorld } from "@/lib/connectors/odoo/commands/testing/command-world";
import { makeOrder } from "@/lib/connectors/odoo/contract/contract-documents";
import type { ContractWorld } from "@/lib/connectors/odoo/contract/contract-world";
import type { TraceNode } from "@/lib/contracts/trace/trace-page";
import { NotFoundError } from "@/lib/domain/app-error";
import { formatTraceparent, spanIdOf, traceIdOf } from "@/lib/domain/trace/trace-context";
import { startOdooStandIn } from "@/lib/odoo-stand-in/start";
import { runCommands } from "@/lib/usecases/commands/run-commands";
import { type CommandFixture, commandFixture } from "@/lib/usecases/commands/testing/command-fixture";
import { newSecret } from "@/lib/usecases/connections/sender-secret";
import { openIntake } from "@/lib/usecases/inbox/intake";
import { receiveMessage } from "@/lib/usecases/inbox/receive-message";
import { addSecret, post, signed } from "@/lib/usecases/inbox/testing/sender-fixture";
import { runReprocess, runShards, SHARDS } from "@/lib/usecases/pipeline/run-pipeline";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { SpanExporter } from "@/lib/usecases/trace/span-exporter";
import { type SpanReceiver, spanReceiver } from "@/lib/usecases/trace/testing/span-receiver";
import { traceTo } from "@/lib/usecases/trace/tracing";
import { findTrace } from "./find-trace";
import { heardTraceparents, type Overheard } from "./testing/overheard";
import { tracePage } from "./trace-page";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARTNER_SPAN = "00f067aa0ba902b7";
const SCHEME = { scheme: "standard-webhooks", toleranceSeconds: 300 } as const;
const NOTE = "The gate was told at half past eight";
const key = randomBytes(32);
const secret = newSecret(SCHEME);

describe("the path from a 214 to what Odoo answered", { timeout: 60_000 }, () => {
  let odoo: Overheard;
  let world: CommandWorld;
  let fixture: CommandFixture;
  let collector: SpanReceiver;
  let exporter: SpanExporter;
  const ids = { status: "", tender: "", shipment: "", number: "", event: "", command: "" };

  beforeAll(async () => {
    collector = await spanReceiver();
    exporter = new SpanExporter({ endpoint: collector.url, headers: {}, serviceName: "test", flushMs: 5 });
    traceTo(exporter);
    odoo = await heardTraceparents(await startOdooStandIn({ port: 0 }));
    world = await openCommandWorld(odoo.target);
    fixture = await commandFixture(async () => world.client);
    for (const slug of ["tms", "carrier"]) {
      const sender = {
        id: crypto.randomUUID(),
        companyId: fixture.companyId,
        slug,
        name: slug.toUpperCase(),
        dialect: "x12",
        partnerKind: slug === "tms" ? "tms" : "carrier",
        verification: SCHEME,
        maxBodyBytes: 100_000,
      } as const;
      const [row] = await fixture.db.insert(connection).values(sender).returning();
      if (row) await addSecret(fixture.db, key, row, secret);
    }
    // The status comes first and waits a quarter of an hour for its shipment.
    ids.status = await receive("carrier", status("LOAD1", "X3", "20261118*0830"), {
      traceparent: `00-${TRACE}-${PARTNER_SPAN}-01`,
    });
    await drain();
    fixture.wait(14 * 60_000);
    ids.tender = await receive("tms", tender("LOAD1"));
    await drain();
    const { rows } = await fixture.db.execute<{ id: string; shipment_id: string; number: string }>(
      sql`select e.id, e.shipment_id, s.number from event e join shipment s on s.id = e.shipment_id where e.message_id = ${ids.status}`,
    );
    Object.assign(ids, { event: rows[0]?.id, shipment: rows[0]?.shipment_id, number: rows[0]?.number });
    const { pickingId } = await makeOrder(world as unknown as ContractWorld);
    const { id } = await fixture.enqueue({
      kind: "status_note",
      connectionId: fixture.connectionId,
      businessKey: ["WH/OUT/1", "arrived"],
      payload: { companyId: world.companyId, pickingId, text: NOTE },
      shipmentId: ids.shipment,
      traceparent: formatTraceparent(TRACE, spanIdOf(ids.status)),
    });
    ids.command = id;
    await runCommands(fixture.deps);
    await exporter.flush();
  }, 120_000);

  afterAll(async () => {
    traceTo(undefined);
    await fixture?.close();
    await world?.close();
    await collector?.close();
  }, 60_000);

  async function receive(slug: string, body: string, headers: Record<string, string> = {}): Promise<string> {
    const door = openIntake(fixture.db, key, fixture.deps.now);
    const signature = signed(secret, crypto.randomUUID(), body, fixture.deps.now());
    const result = await receiveMessage(door, post({ slug, body, headers: { ...signature, ...headers } }));
    await door.flush();
    if (result.kind !== "accepted") throw new Error(`not accepted: ${JSON.stringify(result)}`);
    return result.messageId;
  }

  async function drain(): Promise<void> {
    const deps = { db: fixture.db, now: fixture.deps.now };
    for (let busy = true; busy; ) {
      busy = (await runShards(deps, SHARDS)).messages > 0;
      busy = (await runReprocess(deps)).messages > 0 || busy;
    }
  }

  const page = (from: string, given: Partial<Parameters<typeof tracePage>[1]> = {}) =>
    tracePage(fixture.contextOf("admin"), { from, scope: "all", ...given });
  const positions = (nodes: readonly TraceNode[], keys: readonly string[]) =>
    keys.map((key) => nodes.findIndex((node) => node.key.startsWith(key)));
  const path = () => [
    `10.${ids.status}`,
    `10.${ids.tender}`,
    `20.${ids.event}`,
    `60.${ids.command}`,
    `70.${ids.command}`,
  ];

  it("is the same whole path, in order, from whichever end or middle it is looked at", async () => {
    const whole = await page(`message:${ids.status}`);
    const found = positions(whole.nodes, path());
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    for (const from of [
      `command:${ids.command}`,
      `event:${ids.shipment}/${ids.event}`,
      `shipment:${ids.shipment}`,
      `trace:${TRACE}`,
    ]) {
      const other = await page(from);
      expect(other.nodes.map(({ key }) => key)).toEqual(whole.nodes.map(({ key }) => key));
    }
  });

  it("marks what it was opened from, and says how long things waited and for what", async () => {
    const { nodes, traceId } = await page(`event:${ids.shipment}/${ids.event}`);
    const [event, ...others] = nodes.filter(({ isFocus }) => isFocus);
    expect(others).toEqual([]);
    expect(traceId).toBe(TRACE);
    expect(event).toMatchObject({
      key: `20.${ids.event}`,
      lane: "milepost",
      gap: { text: "for a shipment to match" },
    });
    expect(event?.gap?.spanMs).toBeGreaterThan(13.9 * 60_000);
    expect(event?.gap?.spanMs).toBeLessThan(15 * 60_000);
    const lanes = new Map(nodes.map(({ key, lane }) => [key.slice(0, 2), lane]));
    expect(Object.fromEntries(lanes)).toMatchObject({
      10: "partner",
      20: "milepost",
      60: "milepost",
      70: "odoo",
    });
  });

  it("opens the bytes at the place an event came from, and what was asked of Odoo and answered", async () => {
    const bytes = await page(`event:${ids.shipment}/${ids.event}`, { open: `20.${ids.event}` });
    expect(bytes.opened).toMatchObject({ kind: "bytes", view: { messageId: ids.status } });
    const { nodes } = await page(`command:${ids.command}`);
    const tried = nodes.find(({ key }) => key.startsWith(`70.${ids.command}`));
    expect(tried?.opens).toBe("exchange");
    const exchange = await page(`command:${ids.command}`, { open: tried?.key ?? "" });
    expect(exchange.opened).toMatchObject({
      kind: "exchange",
      request: expect.stringContaining(NOTE),
    });
  });

  it("holds only what stands in the trace when that is asked for", async () => {
    const { nodes } = await page(`command:${ids.command}`, { scope: "trace" });
    const keys = nodes.map(({ key }) => key);
    const [first, tendered, event, command, tried] = positions(nodes, path());
    expect([first, event, command, tried]).not.toContain(-1);
    expect(tendered).toBe(-1);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("holds the document of Odoo an event was told by, and leads back from it", async () => {
    const { db, companyId, connectionId } = fixture;
    await db.execute(sql`
      insert into odoo_record (company_id, connection_id, model, odoo_id, values, content_hash, name, read_at, changed_at)
      values (${companyId}, ${connectionId}, 'stock.picking', 4711, '{"state": "done"}', 'x', 'WH/OUT/04711', now(), now())`);
    await db.execute(sql`
      insert into event (company_id, id, identity, shipment_id, milestone, classifier, occurred_at, time_zone_assumed, received_at, recorded_at,
        raw_code, code_list, refs, connection_id, message_id, document, at, mapping_version, match_reason)
      select company_id, gen_random_uuid(), gen_random_uuid(), shipment_id, 'picked', 'actual', occurred_at, false, received_at, recorded_at,
        'done', 'odoo-picking', refs, ${connectionId}, message_id, document, '$.records["stock.picking,4711"].state', mapping_version, match_reason
      from event where id = ${ids.event}`);
    await db.execute(sql`insert into odoo_delivery (company_id, connection_id, picking_id, message_id)
      values (${companyId}, ${connectionId}, 4711, ${ids.status})`);
    const key = `80.${connectionId}/stock.picking/4711`;
    const { nodes } = await page(`message:${ids.status}`);
    expect(nodes.find((node) => node.key === key)).toMatchObject({
      lane: "odoo",
      title: expect.stringContaining("WH/OUT/04711"),
      detail: "state there: done",
    });
    const back = await page(`document:${connectionId}/stock.picking/4711`);
    expect(back.nodes.find(({ isFocus }) => isFocus)?.key).toBe(key);
    expect(back.nodes.map((node) => node.key)).toEqual(nodes.map((node) => node.key));
  });

  it("is paged by key without losing or doubling a node", async () => {
    const { rows } = await fixture.db.execute<{ n: number }>(sql`
      insert into event (company_id, id, identity, shipment_id, milestone, classifier, occurred_at, time_zone_assumed, received_at, recorded_at,
        raw_code, code_list, refs, connection_id, message_id, document, at, mapping_version, match_reason)
      select company_id, gen_random_uuid(), gen_random_uuid(), shipment_id, 'in_transit', 'actual', occurred_at, false, received_at,
        recorded_at + (n / 7) * interval '1 second', 'X6', 'x12-1650', refs, connection_id, message_id, document, at, mapping_version, match_reason
      from event cross join generate_series(1, 450) n where id = ${ids.event} returning 1 as n`);
    expect(rows).toHaveLength(450);
    const seen: string[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const shown: Awaited<ReturnType<typeof page>> = await page(
        `shipment:${ids.shipment}`,
        next === null ? {} : { after: next },
      );
      seen.push(...shown.nodes.map(({ key }) => key));
      next = shown.later;
      pages += 1;
    } while (next !== null && pages < 20);
    expect(pages).toBeGreaterThan(4);
    expect(new Set(seen).size).toBe(seen.length);
    const back: string[] = [];
    for (let before: string | null = "9999-12-31T00:00:00.000000Z_99"; before !== null; ) {
      const shown: Awaited<ReturnType<typeof page>> = await page(`command:${ids.command}`, { before });
      back.unshift(...shown.nodes.map(({ key }) => key));
      before = shown.earlier;
    }
    expect(back).toEqual(seen);
    await fixture.db.execute(sql`alter table event disable trigger user`);
    await fixture.db.execute(sql`delete from event where raw_code = 'X6'`);
    await fixture.db.execute(sql`alter table event enable trigger user`);
  });

  it("tells customer service that there are bytes and writes, and that they may not see them", async () => {
    const ctx = fixture.contextOf("customer_service");
    const shown = await tracePage(ctx, {
      from: `message:${ids.status}`,
      scope: "all",
      open: `10.${ids.status}`,
    });
    expect(shown.opened).toBeNull();
    const of = (key: string) => shown.nodes.find((node) => node.key.startsWith(key));
    expect(of(`10.${ids.status}`)).toMatchObject({
      opens: null,
      denied: expect.stringMatching(/does not show/),
    });
    expect(of(`60.${ids.command}`)).toMatchObject({ title: "A write to Odoo", href: null, detail: null });
    expect(of(`70.${ids.command}`)).toMatchObject({ opens: null, detail: null });
    expect(JSON.stringify(shown)).not.toContain(NOTE);
  });

  it("is no other company's", async () => {
    const ctx = fixture.contextOf("admin");
    const stranger = { ...ctx, actor: { ...ctx.actor, companyId: fixture.companyId + 1 } };
    for (const from of [
      `message:${ids.status}`,
      `command:${ids.command}`,
      `shipment:${ids.shipment}`,
      `trace:${TRACE}`,
    ])
      await expect(tracePage(stranger, { from, scope: "all" })).rejects.toThrow(NotFoundError);
    expect((await findTrace(stranger, "LOAD1")).choices).toEqual([]);
  });

  it("is found by any business reference, by an id and by a trace id", async () => {
    const ctx = fixture.contextOf("dispatcher");
    const first = async (q: string) => (await findTrace(ctx, q)).choices[0]?.from;
    expect(await first("load 1")).toBe(`shipment:${ids.shipment}`);
    expect(await first("PROLOAD1")).toBe(`shipment:${ids.shipment}`);
    expect(await first(ids.command)).toBe(`command:${ids.command}`);
    expect(await first(TRACE)).toBe(`trace:${TRACE}`);
    expect(await first(`00-${TRACE}-${PARTNER_SPAN}-01`)).toBe(`trace:${TRACE}`);
    // A message that named no trace stands in its own.
    expect(await first(traceIdOf(ids.tender))).toBe(`trace:${traceIdOf(ids.tender)}`);
    expect((await findTrace(ctx, "NOSUCHNUMBER")).choices).toEqual([]);
  });

  it("is carried to Odoo, and told to the collector with the partner's span above it", () => {
    const spans = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string) => spans.filter((span) => span.name === name);
    const [receipt] = named("receive message");
    expect(receipt).toMatchObject({ spanId: spanIdOf(ids.status), parentSpanId: PARTNER_SPAN, kind: 2 });
    const records = named("record message");
    expect(records.length).toBeGreaterThanOrEqual(2);
    for (const record of records) expect(record.parentSpanId).toBe(receipt?.spanId);
    const recorded = new Set(records.map(({ spanId }) => spanId));
    const watches = named("watch shipments");
    expect(watches).not.toEqual([]);
    for (const watch of watches) expect(recorded.has(watch.parentSpanId ?? "")).toBe(true);
    const [sent] = named("send command status_note");
    expect(sent).toMatchObject({ parentSpanId: receipt?.spanId, kind: 3, status: { code: 1 } });
    expect(odoo.traceparents).toContain(formatTraceparent(TRACE, sent?.spanId ?? ""));
    const own = collector.spans.find(
      ({ traceId, name }) => traceId === traceIdOf(ids.tender) && name === "receive message",
    );
    expect(own?.parentSpanId).toBeUndefined();
  });
});
