import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock, clockPolicy, clockVerdict } from "@/db/schema/clock";
import { messageState } from "@/db/schema/inbox";
import { shipment } from "@/db/schema/shipment";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import { defaultWorkingHours, seedPolicies } from "@/lib/domain/clock/seeds";
import type { Context } from "@/lib/usecases/context";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { shipmentPage } from "@/lib/usecases/views/shipments/shipment-page";
import { changePolicy } from "./change-policy";
import { previewPolicy } from "./preview-policy";

let world: PipelineWorld;
let ctx: Context;
let [tms, carrier] = ["", ""];
let now = new Date();
/** Chicago is six hours behind in November; pickup until 10:00 and 15 minutes' grace, delivery the next day until 15:00. */
const TENDERED = "2026-11-18T15:00:00Z";
const PICKUP_DUE = "2026-11-18T16:15:00Z";
const DELIVERY_DUE = "2026-11-19T21:00:00Z";

const deliveryPolicy =
  seedPolicies(defaultWorkingHours("UTC")).find(({ kind }) => kind === "delivery")?.id ?? "";

beforeAll(async () => {
  world = await pipelineWorld(() => now);
  tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
  const actor = { kind: "system", job: "test", companyId: world.companyId } as const;
  ctx = { db: world.db, actor, now: () => now };
});
afterAll(() => world.close());

/** Lets the time pass to a moment, and the evaluator run until nothing is due. */
async function until(moment: string): Promise<void> {
  now = new Date(moment);
  while ((await recheckAttention(world.deps)).touched.length > 0);
}
async function tell(connection: string, ...bodies: string[]): Promise<void> {
  await world.receive(connection, ...bodies);
  await world.drain();
}
async function begin(load: string): Promise<string> {
  now = new Date(TENDERED);
  return shipmentOf(tms, tender(load));
}
async function shipmentOf(connection: string, body: string): Promise<string> {
  const [message] = await world.receive(connection, body);
  await world.drain();
  const [row] = await world.db
    .select()
    .from(messageState)
    .where(eq(messageState.messageId, message ?? ""));
  return row?.shipmentIds[0] ?? "";
}
async function numberOf(id: string): Promise<string> {
  const [row] = await world.db.select().from(shipment).where(eq(shipment.id, id));
  return row?.number ?? "";
}
async function clockOf(shipmentId: string, kind: ClockKind) {
  const [row] = await world.db
    .select()
    .from(clock)
    .where(and(eq(clock.shipmentId, shipmentId), eq(clock.kind, kind)));
  return row;
}
const turnsOf = (shipmentId: string, kind: ClockKind) =>
  world.db
    .select()
    .from(clockVerdict)
    .where(and(eq(clockVerdict.shipmentId, shipmentId), eq(clockVerdict.kind, kind)))
    .orderBy(asc(clockVerdict.judgedAt), asc(clockVerdict.id));

describe("a promise that runs out", () => {
  it("is broken at that moment with no event, and its history says that time passed", async () => {
    const id = await begin("C1001");
    expect(await clockOf(id, "pickup")).toMatchObject({ state: "open", dueAt: new Date(PICKUP_DUE) });
    await until("2026-11-18T16:14:59Z");
    expect(await clockOf(id, "pickup")).toMatchObject({ state: "at_risk" });
    await until(PICKUP_DUE);
    expect(await clockOf(id, "pickup")).toMatchObject({
      state: "breached",
      breachedAt: new Date(PICKUP_DUE),
      stoppedAt: null,
    });
    const turns = await turnsOf(id, "pickup");
    expect(turns.map(({ before, state, cause }) => [before, state, cause])).toEqual([
      ["open", "at_risk", "time"],
      ["at_risk", "breached", "time"],
    ]);
    expect(turns[1]?.explanation).toContain("not at pickup yet");
  });

  it("is judged anew by late evidence, which keeps the old verdict and says so", async () => {
    const id = await begin("C1002");
    await until("2026-11-18T17:00:00Z");
    expect(await clockOf(id, "pickup")).toMatchObject({ state: "breached" });
    now = new Date("2026-11-18T17:05:00Z");
    await tell(carrier, status("C1002", "X3", "20261118*0950"));
    expect(await clockOf(id, "pickup")).toMatchObject({ state: "met", breachedAt: null });
    const turns = await turnsOf(id, "pickup");
    expect(turns.at(-2)).toMatchObject({ state: "breached", cause: "time" });
    expect(turns.at(-1)).toMatchObject({ before: "breached", state: "met", cause: "late_evidence" });
    const page = await shipmentPage(ctx, await numberOf(id));
    const line = page.promises.lines.find(({ kind }) => kind === "pickup");
    expect(line?.history[0]).toMatchObject({ cause: "late_evidence", before: "breached" });
    expect(line?.explanation).toContain("in time");
  });

  it("does not call late what had come in before and only waited its turn", async () => {
    now = new Date("2026-11-18T15:00:00Z");
    await world.receive(carrier, status("C1003", "X3", "20261118*0950", { pro: "PC1003" }));
    // The worker was away, and the tender comes to its turn first.
    now = new Date("2026-11-18T18:00:00Z");
    const id = await shipmentOf(tms, tender("C1003"));
    expect((await turnsOf(id, "pickup")).filter(({ cause }) => cause === "late_evidence")).toEqual([]);
    expect(await clockOf(id, "pickup")).toMatchObject({ state: "met" });
  });

  it("moves by the length of a pause its policy knows, and names the pause", async () => {
    const id = await begin("C1004");
    await tell(carrier, status("C1004", "AF", "20261118*0930"));
    now = new Date("2026-11-19T16:30:00Z");
    await tell(
      carrier,
      status("C1004", "AP", "20261119*1000", { reason: "B1", city: "DALLAS*TX", control: 8 }),
    );
    expect(await clockOf(id, "delivery")).toMatchObject({ state: "paused" });
    await until("2026-11-20T01:00:00Z");
    expect(await clockOf(id, "delivery")).toMatchObject({ state: "paused" });
    await tell(carrier, status("C1004", "X1", "20261119*1800", { city: "DALLAS*TX", control: 9 }));
    const row = await clockOf(id, "delivery");
    expect(row).toMatchObject({ state: "met", pausedMinutes: 480 });
    expect(row?.dueAt).toEqual(new Date(Date.parse(DELIVERY_DUE) + 480 * 60_000));
    const line = (await shipmentPage(ctx, await numberOf(id))).promises.lines.find(
      ({ kind }) => kind === "delivery",
    );
    expect(line?.pauses).toMatchObject([{ kind: "consignee_closed" }]);
    expect(line?.explanation).toContain("paused 8 h");
  });
});

describe("a policy that changes", () => {
  it("holds for what starts afterwards; what was judged keeps its version", async () => {
    const first = await begin("C2001");
    now = new Date("2026-11-18T16:30:00Z");
    await changePolicy(ctx, {
      ...{ policyId: deliveryPolicy, expectedVersion: 1, calendar: null, pauses: [], earlyMinutes: null },
      ...{ name: "Delivery, an hour's grace", budgetMinutes: 60, atRiskMinutes: 30 },
      reason: "the season is over",
    });
    now = new Date("2026-11-18T19:00:00Z");
    const later = await shipmentOf(tms, tender("C2002").replaceAll("20261118*0900", "20261118*1300"));
    await until("2026-11-19T22:30:00Z");
    for (const load of ["C2001", "C2002"])
      await tell(carrier, status(load, "X1", "20261119*1520", { city: "DALLAS*TX" }));
    expect(await clockOf(first, "delivery")).toMatchObject({ policyVersion: 1, state: "breached" });
    expect(await clockOf(later, "delivery")).toMatchObject({ policyVersion: 2, state: "met" });
  });

  it("tells before it is saved what it would have done, judged from the same evidence", async () => {
    const draft = { kind: "delivery" as const, scope: {}, name: "Delivery on the minute", calendar: null };
    const budget = { budgetMinutes: 0, earlyMinutes: null, atRiskMinutes: 30, pauses: [] };
    const versions = await world.db.$count(clockPolicy);
    const told = await previewPolicy(ctx, { policyId: deliveryPolicy, ...draft, ...budget });
    // Both came 20 minutes late: within the hour's grace of today, not within none.
    expect(told.changed.map(({ today, proposed }) => [today, proposed])).toEqual([
      ["met", "breached"],
      ["met", "breached"],
    ]);
    expect(told.changedCount).toBe(2);
    expect(told.wouldBreach).toBe(told.todayBreach + 2);
    expect(told.promises).toBeGreaterThanOrEqual(told.wouldBreach);
    expect(told.isSample).toBe(false);
    expect(await world.db.$count(clockPolicy)).toBe(versions);

    const elsewhere = { ...draft, scope: { customer: "Somebody else" } };
    expect(await previewPolicy(ctx, { policyId: null, ...elsewhere, ...budget })).toMatchObject({
      promises: 0,
    });
  });
});

describe("a rebuild", () => {
  it("leaves every clock as it was, and adds nothing to the history", async () => {
    const clocks = () =>
      world.db
        .select()
        .from(clock)
        .orderBy(asc(clock.shipmentId), asc(clock.kind), asc(clock.stop))
        .then((rows) => rows.map(({ judgedAt: _, ...row }) => row));
    await until("2026-11-20T12:00:00Z");
    const before = await clocks();
    const turns = await world.db.$count(clockVerdict);
    expect(before.length).toBeGreaterThan(10);
    await rebuildProjections(world.deps, null, () => undefined);
    expect(await clocks()).toEqual(before);
    expect(await world.db.$count(clockVerdict)).toBe(turns);
  });
});

describe("the evaluator", () => {
  it("comes to the same clocks in whatever order messages arrive and whenever it runs in between", async () => {
    const story = (load: string) => [
      status(load, "X3", "20261118*0950", { control: 1 }),
      status(load, "AF", "20261118*1040", { control: 2 }),
      status(load, "X6", "20261118*1900", { city: "ROLLA*MO", control: 3 }),
      status(load, "AP", "20261119*1000", { reason: "B1", city: "DALLAS*TX", control: 4 }),
      status(load, "X1", "20261119*1400", { city: "DALLAS*TX", control: 5 }),
      status(load, "D1", "20261119*1500", { city: "DALLAS*TX", control: 6 }),
    ];
    const told = async (load: string, order: readonly number[], ticks: readonly string[]) => {
      const id = await begin(load);
      const bodies = story(load);
      now = new Date("2026-11-19T22:00:00Z");
      for (const [turn, index] of order.entries()) {
        const tick = ticks[turn];
        if (tick) await until(tick);
        await tell(carrier, bodies[index] ?? "");
      }
      await until("2026-11-22T12:00:00Z");
      const rows = await world.db.select().from(clock).where(eq(clock.shipmentId, id));
      return rows
        .map(
          ({ kind, stop, state, startedAt, dueAt, stoppedAt, breachedAt, pausedMinutes, policyVersion }) => ({
            ...{ kind, stop, state, startedAt, dueAt, stoppedAt, breachedAt, pausedMinutes, policyVersion },
          }),
        )
        .sort((a, b) => (a.kind + a.stop < b.kind + b.stop ? -1 : 1));
    };
    const expected = await told("C3000", [0, 1, 2, 3, 4, 5], []);
    expect(expected.map(({ kind, state }) => `${kind} ${state}`)).toContain("pod breached");
    // After the last event, so that "how long has it been silent" has one answer.
    const later = [
      "2026-11-19T22:10:00Z",
      "2026-11-20T03:00:00Z",
      "2026-11-20T20:59:59Z",
      "2026-11-21T09:00:00Z",
    ];
    const orders = [
      [5, 4, 3, 2, 1, 0],
      [2, 0, 5, 1, 4, 3],
      [3, 5, 0, 4, 2, 1],
    ];
    for (const [turn, order] of orders.entries())
      expect(await told(`C300${turn + 1}`, order, later.slice(turn)), `order ${order}`).toEqual(expected);
  });
});
