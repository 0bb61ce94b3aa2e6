import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { auditLog } from "@/db/schema/access";
import { flowApproval, flowDecision, flowRun } from "@/db/schema/flow";
import { ROLES } from "@/lib/domain/access/role";
import type { FlowDefinition } from "@/lib/domain/flow/definition";
import { STATUS_TO_ODOO } from "@/lib/domain/flow/definitions/status-to-odoo";
import { runBulk } from "@/lib/usecases/bulk/run-bulk";
import { startBulk } from "@/lib/usecases/bulk/start-bulk";
import { stopBulk } from "@/lib/usecases/bulk/stop-bulk";
import { bulkItems } from "@/lib/usecases/views/bulk/bulk-items";
import { bulkProgress } from "@/lib/usecases/views/bulk/bulk-progress";
import { decideOnRun } from "../decide-on-run";
import { askOnce } from "../engine/approval-step";
import type { FlowImplementation } from "../engine/flow-implementation";
import { type FlowWorld, flowWorld } from "../testing/flow-world";
import { planApprovals } from "./plan-approvals";
import { planRuns } from "./plan-runs";

const broken: FlowImplementation = {
  ...{ definition: STATUS_TO_ODOO, payload: z.object({}), startsOn: [] },
  steps: {
    find_delivery: async () => ({ kind: "failure", failureClass: "validation", message: "No such place." }),
  },
};
const definition: FlowDefinition = {
  ...{
    name: "return_to_refund",
    version: 1,
    title: "Asks",
    startedBy: "A test",
    approver: "approval.refund",
  },
  steps: [{ name: "ask", title: "Ask", does: "Asks.", kind: "approval", skippable: false }],
};
const asks: FlowImplementation = {
  ...{ definition, payload: z.object({}), startsOn: [] },
  steps: {
    ask: async (step) => {
      const { amountMinor, currency, payload } = step.run;
      const amount = amountMinor === null || currency === null ? null : { amountMinor, currency };
      const requestedById = typeof payload.by === "string" ? payload.by : null;
      const ask = { question: `Pay ${step.run.businessKey}?`, requestedById, fourEyes: true, amount };
      return (
        askOnce(step, { ...ask, permission: "approval.refund", evidence: [] }) ?? {
          kind: "next",
          note: "Yes.",
        }
      );
    },
  },
};

let world: FlowWorld;
beforeAll(async () => {
  world = await flowWorld([broken, asks]);
});
afterAll(() => world.close());

const deps = () => ({ db: world.db, now: () => world.clock.now });
const work = async () => {
  while (await runBulk(deps()));
};
const reason = "the mapping is mended";

async function dead(prefix: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(
      await world.start(broken, {
        businessKey: `${prefix}${index}`,
        amount: { amountMinor: 100, currency: index % 2 === 0 ? "EUR" : "USD" },
      }),
    );
  await world.work();
  return ids;
}

describe("a decision on many runs", () => {
  it("says how many and how much money, does each once, and shows what became of each", async () => {
    const ctx = await world.person("finance");
    const [first = "", second = ""] = await dead("A", 60);
    await decideOnRun(ctx, {
      decision: "cancel",
      runId: second,
      expectedVersion: (await world.run(second)).version,
      reason,
    });
    const filter = { flow: "status_to_odoo" as const, state: "open" as const, q: "A" };
    const plan = await planRuns(ctx, { filter, input: { decision: "retry", reason } });
    expect(plan).toMatchObject({
      ...{ subjectKind: "flow_run", itemCount: 59, leftOut: [], willHappen: `Retry 59 runs: “${reason}”` },
      sums: [
        { currency: "EUR", amountMinor: 3_000 },
        { currency: "USD", amountMinor: 2_900 },
      ],
    });
    expect((await world.run(first)).state).toBe("dead");
    // One moves between plan and run.
    await decideOnRun(ctx, {
      decision: "hold",
      runId: first,
      expectedVersion: (await world.run(first)).version,
      reason,
      untilAt: null,
    });
    await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
    await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
    await work();
    const done = await bulkProgress(ctx, plan.id);
    expect(done).toMatchObject({
      state: "done",
      doneCount: 58,
      skippedCount: 1,
      failedCount: 0,
      waitingCount: 0,
    });
    expect(done.items).toMatchObject([
      { subjectId: first, href: `/flows/${first}`, message: expect.stringMatching(/changed since/) },
    ]);
    expect((await bulkItems(ctx, plan.id, 50)).rows).toHaveLength(9);
    const retried = await world.db.select().from(flowDecision).where(eq(flowDecision.kind, "retry"));
    expect(retried).toHaveLength(58);
    expect(new Set(retried.map(({ runId }) => runId)).size).toBe(58);
    const queued = await world.db.select().from(flowRun).where(eq(flowRun.state, "queued"));
    expect(queued).toHaveLength(58);
    const lines = await world.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "flow.retry"), eq(auditLog.actorId, ctx.actor.id)));
    expect(lines).toHaveLength(58);
  });

  it("leaves out what it can't be made on, with the reason, and ends when it is stopped", async () => {
    const ctx = await world.person("lead");
    await dead("B", 55);
    const held = await world.start(broken, { businessKey: "B-held" });
    await world.work();
    await decideOnRun(ctx, {
      decision: "hold",
      runId: held,
      expectedVersion: (await world.run(held)).version,
      reason,
      untilAt: null,
    });
    const filter = { state: "open" as const, q: "B" };
    const skip = await planRuns(ctx, { filter, input: { decision: "skip", reason } });
    expect(skip).toMatchObject({
      itemCount: 0,
      leftOut: [{ count: 56, reason: "The step “Find the delivery” can't be passed over" }],
    });
    const plan = await planRuns(ctx, { filter, input: { decision: "hold", reason, untilAt: null } });
    expect(plan).toMatchObject({ itemCount: 55, leftOut: [{ reason: "Is held", count: 1 }] });
    await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
    await runBulk(deps());
    await stopBulk(ctx, { runId: plan.id });
    await work();
    expect(await bulkProgress(ctx, plan.id)).toMatchObject({
      state: "stopped",
      doneCount: 50,
      waitingCount: 5,
    });
  });

  it("is for those who may do both: many at once, and this decision", async () => {
    const cancel = { filter: { q: "B" }, input: { decision: "cancel" as const, reason } };
    for (const role of ROLES) {
      const planned = planRuns(await world.person(role), cancel);
      if (["finance", "lead", "admin"].includes(role)) expect((await planned).subjectKind).toBe("flow_run");
      else await expect(planned, role).rejects.toMatchObject({ code: "forbidden" });
    }
    const plan = await planRuns(await world.person("lead"), cancel);
    const start = { runId: plan.id, expectedVersion: plan.version };
    await expect(startBulk(await world.person("dispatcher"), start)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(bulkProgress(await world.person("dispatcher"), plan.id)).rejects.toMatchObject({
      code: "forbidden",
    });
    const past = { decision: "hold" as const, reason, untilAt: "2026-11-01T00:00:00Z" };
    await expect(planRuns(await world.person("lead"), { filter: {}, input: past })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("one answer to everything that waits for a yes", () => {
  it("is given in the person's name, never to what they asked for themselves, and once", async () => {
    const lead = await world.person("lead");
    for (const key of ["R1", "R2", "R3"])
      await world.start(asks, { businessKey: key, amount: { amountMinor: 2_500, currency: "EUR" } });
    await world.start(asks, { businessKey: "own", payload: { by: lead.actor.id } });
    await world.work();
    const service = await world.person("it");
    expect(await planApprovals(service, { input: { decision: "approve" } })).toMatchObject({
      ...{ itemCount: 0, leftOut: [{ count: 4, reason: "Your role does not approve this." }] },
    });
    const plan = await planApprovals(lead, { input: { decision: "approve", comment: "as agreed" } });
    expect(plan).toMatchObject({
      ...{ itemCount: 3, sums: [{ currency: "EUR", amountMinor: 7_500 }] },
      leftOut: [{ count: 1, reason: "You asked for it: a second person has to approve." }],
      willHappen: "Approve 3 requests: “as agreed”",
    });
    await startBulk(lead, { runId: plan.id, expectedVersion: plan.version });
    await work();
    expect(await bulkProgress(lead, plan.id)).toMatchObject({ state: "done", doneCount: 3 });
    const approved = await world.db.select().from(flowApproval).where(eq(flowApproval.state, "approved"));
    expect(approved.map(({ decidedBy, comment }) => [decidedBy, comment])).toEqual(
      Array.from({ length: 3 }, () => [lead.actor.name, "as agreed"]),
    );
    world.clock.now = new Date(world.clock.now.getTime() + 11_000);
    await world.work();
    const over = await world.db
      .select()
      .from(flowRun)
      .where(and(eq(flowRun.flow, "return_to_refund"), eq(flowRun.state, "done")));
    expect(over).toHaveLength(3);
  });
});
