import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { appUser } from "@/db/schema/access";
import { bulkRun, exception, exceptionHistory } from "@/db/schema/exception";
import { inTransaction } from "@/db/transaction";
import type { ExceptionFilter } from "@/lib/contracts/exceptions/exception-query";
import { ROLES } from "@/lib/domain/access/role";
import { runBulk } from "@/lib/usecases/bulk/run-bulk";
import { startBulk } from "@/lib/usecases/bulk/start-bulk";
import { stopBulk } from "@/lib/usecases/bulk/stop-bulk";
import { writeExceptions } from "@/lib/usecases/watch/write-exceptions";
import { acknowledgeException } from "../acknowledge-exception";
import { resolveException } from "../resolve-exception";
import { type ExceptionWorld, exceptionWorld, finding } from "../testing/exception-world";
import { planBulk } from "./plan-bulk";

let world: ExceptionWorld;
beforeAll(async () => {
  world = await exceptionWorld();
});
afterAll(() => world.close());

/** Opens this many exceptions of one customer. */
async function openMany(customer: string, count: number): Promise<ExceptionFilter> {
  const subjects = Array.from({ length: count }, (_, index) => ({
    subjectId: uuidv7(),
    label: `SHP-${index}`,
    shipmentId: null,
    connectionId: null,
    customer,
    carrier: null,
    findings: [finding()],
    newMilestones: new Set<never>(),
  }));
  await inTransaction(world.db, (tx) =>
    writeExceptions(tx, world.companyId, subjects, { subjectKind: "shipment", slot: 0, now: world.now() }),
  );
  return { tab: "open", customer };
}

const deps = () => ({ db: world.db, now: world.now });
const ofCustomer = (customer: string) =>
  world.db
    .select()
    .from(exception)
    .where(eq(exception.customer, customer))
    .orderBy(exception.sinceAt, exception.id);
const linesOf = async (customer: string, action: string) => {
  const rows = await world.db
    .select({ id: exceptionHistory.exceptionId })
    .from(exceptionHistory)
    .innerJoin(exception, eq(exception.id, exceptionHistory.exceptionId))
    .where(and(eq(exception.customer, customer), eq(exceptionHistory.action, action)));
  return rows.map(({ id }) => id);
};

async function untilBlocked(applicationName: string): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const { rows } = await world.db.execute<{ pid: number }>(sql`
      select pid from pg_stat_activity where application_name = ${applicationName} and datname = current_database() and wait_event_type = 'Lock'`);
    if (rows[0]) return rows[0].pid;
    await sleep(10);
  }
  throw new Error(`${applicationName} never waited for a lock`);
}

describe("a bulk action", () => {
  it("over more than 500 does each once, though its worker is killed in the middle", async () => {
    const ctx = await world.person("dispatcher");
    const filter = await openMany("Brouwer Foods", 520);
    const rows = await ofCustomer("Brouwer Foods");
    const [first, second] = rows;
    for (const row of [first, second])
      await resolveException(ctx, { exceptionId: row?.id ?? "", expectedVersion: 1, note: "beforehand" });
    const plan = await planBulk(ctx, { filter, input: { action: "resolve", note: "storm is over" } });
    expect(plan).toMatchObject({ state: "planned", itemCount: 518, waitingCount: 518, leftOut: [] });
    expect(plan.willHappen).toBe("Resolve 518 exceptions with the note “storm is over”");
    expect(plan.items).toHaveLength(20);
    expect(await ofCustomer("Brouwer Foods")).toEqual(
      expect.arrayContaining([expect.objectContaining({ state: "open" })]),
    );
    // Someone acts on one of them between plan and run.
    const third = plan.items[0]?.subjectId ?? "";
    await acknowledgeException(ctx, { exceptionId: third, expectedVersion: 1 });
    await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });

    // The worker gets to a row that is held, and dies there: its connection is cut in the middle of an item.
    const held = rows[267]?.id ?? "";
    const worker = connectDatabase(world.url, { max: 2, applicationName: "killed worker" });
    let killed: Promise<unknown> = Promise.resolve();
    await world.db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from exception where id = ${held} for update`);
      killed = (async () => {
        while (await runBulk({ db: worker, now: world.now }));
      })().catch((error: unknown) => error);
      const pid = await untilBlocked("killed worker");
      await world.db.execute(sql`select pg_terminate_backend(${pid})`);
      expect(await killed).toBeInstanceOf(Error);
    });
    await worker.$client.end();
    const middle = await linesOf("Brouwer Foods", "resolve");
    expect(middle.length).toBeGreaterThan(200);
    expect(middle.length).toBeLessThan(300);

    expect(await runBulk(deps())).toBe(false);
    world.clock.now = new Date(world.clock.now.getTime() + 16_000);
    while (await runBulk(deps()));
    const done = await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
    expect(done).toMatchObject({
      state: "done",
      doneCount: 517,
      skippedCount: 1,
      failedCount: 0,
      waitingCount: 0,
    });
    expect(done.items).toMatchObject([
      { subjectId: third, state: "skipped", message: expect.stringMatching(/changed since/) },
    ]);
    const resolved = await linesOf("Brouwer Foods", "resolve");
    expect(new Set(resolved).size).toBe(resolved.length);
    expect(resolved).toHaveLength(519);
    expect(await world.countsMatch()).toBe(true);
  });

  it("says what is left out and why, and stops when asked", async () => {
    const ctx = await world.person("it");
    const filter = await openMany("Nordlys", 130);
    const rows = await ofCustomer("Nordlys");
    for (const row of rows.slice(0, 3))
      await acknowledgeException(ctx, { exceptionId: row.id, expectedVersion: 1 });
    const plan = await planBulk(ctx, { filter, input: { action: "acknowledge" } });
    expect(plan).toMatchObject({
      itemCount: 127,
      leftOut: [{ reason: "Is acknowledged already", count: 3 }],
    });
    await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
    await runBulk(deps());
    await stopBulk(ctx, { runId: plan.id });
    while (await runBulk(deps()));
    const stopped = await stopBulk(ctx, { runId: plan.id });
    expect(stopped).toMatchObject({ state: "stopped", doneCount: 50, waitingCount: 77 });
    expect((await ofCustomer("Nordlys")).filter(({ state }) => state === "open")).toHaveLength(77);
  });

  it("counts what its starter may do when it runs, not when it was planned", async () => {
    const ctx = await world.person("lead");
    const plan = await planBulk(ctx, {
      filter: await openMany("Halden", 5),
      input: { action: "acknowledge" },
    });
    await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
    await world.db.update(appUser).set({ role: "customer_service" }).where(eq(appUser.id, ctx.actor.id));
    while (await runBulk(deps()));
    expect((await ofCustomer("Halden")).every(({ state }) => state === "open")).toBe(true);
  });

  it("ends after the item under way when it is stopped, or its starter may no more", async () => {
    for (const end of ["stop", "role"] as const) {
      const ctx = await world.person("lead");
      const filter = await openMany(`Midway ${end}`, 40);
      const plan = await planBulk(ctx, { filter, input: { action: "acknowledge" } });
      await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
      const held = plan.items[9]?.subjectId ?? "";
      const worker = connectDatabase(world.url, { max: 2, applicationName: `midway ${end}` });
      let running: Promise<unknown> = Promise.resolve();
      await world.db.transaction(async (tx) => {
        await tx.execute(sql`select 1 from exception where id = ${held} for update`);
        running = runBulk({ db: worker, now: world.now });
        await untilBlocked(`midway ${end}`);
        const role = { role: "customer_service" as const };
        if (end === "role") await world.db.update(appUser).set(role).where(eq(appUser.id, ctx.actor.id));
        else await world.db.execute(sql`update bulk_run set state = 'stopping' where id = ${plan.id}`);
      });
      await running;
      await worker.$client.end();
      while (await runBulk(deps()));
      const rows = await ofCustomer(`Midway ${end}`);
      expect(rows.filter(({ state }) => state === "acknowledged")).toHaveLength(10);
      const [run] = await world.db.select().from(bulkRun).where(eq(bulkRun.id, plan.id));
      expect(run).toMatchObject({ state: end === "stop" ? "stopped" : "done", doneCount: 10 });
      expect(run?.skippedCount).toBe(end === "stop" ? 0 : 30);
    }
    expect(await world.countsMatch()).toBe(true);
  });

  it("is for those whom the table lets, and a plan is its planner's own", async () => {
    const filter = await openMany("Matrix", 2);
    const given = { filter, input: { action: "acknowledge" as const } };
    for (const role of ROLES) {
      const planned = planBulk(await world.person(role), given);
      if (role === "customer_service") await expect(planned).rejects.toMatchObject({ code: "forbidden" });
      else expect((await planned).itemCount, role).toBe(2);
    }
    const plan = await planBulk(await world.person("finance"), given);
    const start = { runId: plan.id, expectedVersion: plan.version };
    await expect(startBulk(await world.person("dispatcher"), start)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(startBulk(await world.stranger("admin"), start)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("refuses at once what no item could take", async () => {
    const ctx = await world.person("dispatcher");
    const filter = { tab: "open" as const };
    const stranger = await world.stranger("dispatcher");
    const past = { action: "snooze" as const, untilAt: "2026-11-01T00:00:00Z" };
    await expect(planBulk(ctx, { filter, input: past })).rejects.toMatchObject({ code: "invalid" });
    const wrong = { action: "assign" as const, assigneeId: stranger.actor.id };
    await expect(planBulk(ctx, { filter, input: wrong })).rejects.toMatchObject({ code: "invalid" });
  });
});
