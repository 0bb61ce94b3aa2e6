import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { wakeRuns } from "@/db/queries/flows/write-run";
import { inTransaction } from "@/db/transaction";
import { InvalidError, UnavailableError } from "@/lib/domain/app-error";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";
import { decideApproval, undoApproval } from "../decide-approval";
import { decideOnRun } from "../decide-on-run";
import { letRunThrough, pauseFlow } from "../pause-flow";
import { type FlowWorld, flowWorld } from "../testing/flow-world";
import { askOnce } from "./approval-step";
import { escalateApprovals } from "./escalate-approvals";
import type { FlowImplementation, StepContext, StepHandler } from "./flow-implementation";
import { workOnRuns } from "./work-on-runs";

/** What the middle step does, set by each test. */
let middle: StepHandler = async () => ({ kind: "next", note: "went through" });
/** What was done, run and step: a row per effect, as a command is, in the step's transaction. */
const done = async (step: StepContext, what: string) =>
  step.tx.execute(sql`insert into toy_effect values (${step.run.id}::uuid, ${what})`);

const check = (name: string, skippable = false) =>
  ({ name, title: name, does: name, kind: "check", skippable }) as const;

const toy: FlowImplementation = {
  definition: {
    name: "bill_on_delivery",
    version: 1,
    title: "Toy",
    startedBy: "a test",
    steps: [
      { ...check("first"), compensation: { name: "undo first", does: "undoes it" } },
      check("middle", true),
      check("last"),
    ],
    approver: "approval.bill",
  },
  payload: z.strictObject({ amount: z.number().int() }).partial(),
  startsOn: [],
  steps: {
    first: async (step) => {
      await done(step, "first");
      return { kind: "next", note: "begun" };
    },
    middle: (step) => middle(step),
    last: async (step) => {
      await done(step, "last");
      return { kind: "next", note: "all done" };
    },
  },
  compensations: {
    "undo first": async (step) => {
      await done(step, "undo first");
      return { kind: "next", note: "undone" };
    },
  },
};

let world: FlowWorld;
let serial = 0;
const key = () => {
  serial += 1;
  return `S${serial}`;
};
const effects = async (id: string) => {
  const { rows } = await world.db.execute<{ what: string }>(
    sql`select what from toy_effect where run_id = ${id}::uuid`,
  );
  return rows.map(({ what }) => what);
};
const pass = async (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const decide = async (id: string, decision: "retry" | "restart" | "release" | "skip" | "cancel") =>
  decideOnRun(
    await world.person("admin"),
    { decision, runId: id, expectedVersion: (await world.run(id)).version, reason: "because" },
    [toy],
  );

beforeAll(async () => {
  world = await flowWorld([toy]);
  await world.db.execute(sql`create table toy_effect (run_id uuid, what text)`);
});
beforeEach(() => {
  middle = async () => ({ kind: "next", note: "went through" });
});
afterAll(() => world.close());

describe("a run", () => {
  it("goes step by step to its end, and is started once however often it is asked for", async () => {
    const businessKey = key();
    const id = await world.start(toy, { businessKey });
    expect(await world.start(toy, { businessKey })).toBe(id);
    await world.work();
    expect(await world.run(id)).toMatchObject({
      state: "done",
      reason: "all done",
      nextAt: null,
      leasedUntil: null,
    });
    expect(await world.attempts(id)).toEqual(["first next", "middle next", "last next"]);
    expect(await effects(id)).toEqual(["first", "last"]);
  });

  it("waits for evidence until it is woken, and goes on by itself when the wait ends", async () => {
    let isThere = false;
    middle = async ({ now }): Promise<StepOutcome> =>
      isThere
        ? { kind: "next", note: "there" }
        : {
            kind: "wait",
            reason: "no proof yet",
            keys: ["shipment 1"],
            untilAt: now().getTime() + 3_600_000,
          };
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "waiting", reason: "no proof yet" });
    await inTransaction(world.db, (tx) => wakeRuns(tx, world.companyId, ["shipment 1"], world.clock.now));
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "waiting" });
    isThere = true;
    await pass(3_599_000);
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "waiting" });
    await pass(1_000);
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "done" });
    expect((await world.attempts(id)).filter((line) => line === "middle wait")).toHaveLength(1);
  });

  it("is tried again after a passing trouble, and gives up for a person after eight", async () => {
    middle = async () => {
      throw new UnavailableError("Their system is away.");
    };
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "retrying", tries: 1, failureClass: "connection" });
    for (let minutes = 0; minutes < 60; minutes += 10) {
      await pass(600_000);
      await world.work();
    }
    await pass(600_000);
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "failed", tries: 8, reason: "Their system is away." });
    middle = async () => ({ kind: "next", note: "went through" });
    await decide(id, "retry");
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "done", tries: 0 });
    expect(await effects(id)).toEqual(["first", "last"]);
  });

  it("is dead at once when it would fail again, blocks no other, and goes on with an edited payload", async () => {
    middle = async ({ run }) => {
      if (run.payload.amount === 0) throw new InvalidError("An amount of nothing.");
      return { kind: "next", note: "went through" };
    };
    const subject = { kind: "order", id: "one", label: "one" };
    const poisoned = await world.start(toy, { businessKey: key(), subject, payload: { amount: 0 } });
    const later = await world.start(toy, { businessKey: key(), subject, payload: { amount: 5 } });
    await world.work();
    expect(await world.run(poisoned)).toMatchObject({ state: "dead", failureClass: "validation" });
    expect(await world.run(later)).toMatchObject({ state: "done" });
    const ctx = await world.person("finance");
    const { version } = await world.run(poisoned);
    const edit = {
      decision: "edit" as const,
      runId: poisoned,
      expectedVersion: version,
      reason: "typed wrong",
      from: "step" as const,
    };
    await expect(decideOnRun(ctx, { ...edit, payload: { amount: "much" } }, [toy])).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(
      decideOnRun(await world.person("dispatcher"), { ...edit, payload: { amount: 7 } }, [toy]),
    ).rejects.toMatchObject({ code: "forbidden" });
    await decideOnRun(ctx, { ...edit, payload: { amount: 7 } }, [toy]);
    await world.work();
    expect(await world.run(poisoned)).toMatchObject({ state: "done", payload: { amount: 7 } });
    expect(await effects(poisoned)).toEqual(["first", "last"]);
  });

  it("is passed over, held and released with a reason, and only as it was seen", async () => {
    middle = async () => ({
      kind: "hold",
      blocker: "no_pod",
      reason: "no proof",
      keys: ["k"],
      untilAt: null,
    });
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "held", blocker: "no_pod" });
    const ctx = await world.person("admin");
    const stale = { decision: "skip" as const, runId: id, expectedVersion: 1, reason: "because" };
    await expect(decideOnRun(ctx, stale, [toy])).rejects.toMatchObject({ code: "conflict" });
    await decide(id, "skip");
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "done" });
    await expect(decide(id, "retry")).rejects.toMatchObject({ code: "conflict" });
  });

  it("that is cancelled undoes what it did, last effect first, and is over", async () => {
    middle = async () => ({ kind: "wait", reason: "waits", keys: [], untilAt: null });
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    await decide(id, "cancel");
    expect(await world.run(id)).toMatchObject({ state: "compensating", undoing: ["undo first"] });
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "cancelled", undoing: null });
    expect(await effects(id)).toEqual(["first", "undo first"]);
  });
});

describe("a worker", () => {
  it("that froze past its lease writes nothing when it comes back", async () => {
    const id = await world.start(toy, { businessKey: key() });
    let thaw = () => {};
    const frozen = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    const first = workOnRuns({
      ...world.flowDeps,
      onStep: (name) => (name === "claimed" ? frozen : Promise.resolve()),
    });
    while ((await world.run(id)).leasedUntil === null) await new Promise((resolve) => setTimeout(resolve, 5));
    await pass(61_000);
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "done" });
    thaw();
    await first;
    expect(await effects(id)).toEqual(["first", "last"]);
    expect(await world.attempts(id)).toHaveLength(3);
  });

  it("that dies with a step's transaction open leaves nothing of it", async () => {
    const id = await world.start(toy, { businessKey: key() });
    const dead = new Error("killed");
    const dies = async (name: string) => {
      if (name === "before commit") throw dead;
    };
    await workOnRuns({ ...world.flowDeps, onStep: dies });
    expect(await effects(id)).toEqual([]);
    await pass(61_000);
    await world.work();
    expect(await effects(id)).toEqual(["first", "last"]);
  });

  it("works on the runs of one subject in their order", async () => {
    middle = async ({ run, now }): Promise<StepOutcome> =>
      run.data.looked
        ? { kind: "next", note: "on" }
        : { kind: "failure", failureClass: "timeout", message: `slow at ${now().toISOString()}` };
    const subject = { kind: "order", id: "in order", label: "in order" };
    const first = await world.start(toy, { businessKey: key(), subject });
    const second = await world.start(toy, { businessKey: key(), subject });
    await world.work();
    expect((await world.run(first)).state).toBe("retrying");
    expect(await world.attempts(second)).toEqual([]);
    middle = async () => ({ kind: "next", note: "on" });
    await pass(10_000);
    await world.work();
    expect((await world.run(second)).state).toBe("done");
  });

  it("leaves a paused flow alone, except a run that is let through", async () => {
    const ctx = await world.person("it");
    await pauseFlow(ctx, { flow: "bill_on_delivery", paused: true, reason: "month end" });
    const one = await world.start(toy, { businessKey: key() });
    const two = await world.start(toy, { businessKey: key() });
    await world.work();
    expect((await world.run(one)).state).toBe("queued");
    await letRunThrough(ctx, { runId: two, expectedVersion: 1, reason: "urgent" });
    await world.work();
    expect((await world.run(two)).state).toBe("done");
    expect((await world.run(one)).state).toBe("queued");
    const again = { runId: two, expectedVersion: (await world.run(two)).version, reason: "urgent" };
    await expect(letRunThrough(ctx, again)).rejects.toMatchObject({ code: "conflict" });
    const three = await world.start(toy, { businessKey: key() });
    middle = async () => ({ kind: "wait", reason: "waits", keys: ["pause"], untilAt: null });
    await letRunThrough(ctx, { runId: three, expectedVersion: 1, reason: "urgent" });
    await world.work();
    expect((await world.run(three)).state).toBe("waiting");
    await pauseFlow(ctx, { flow: "bill_on_delivery", paused: false, reason: "over" });
    expect((await world.run(three)).passesPause).toBe(false);
    middle = async () => ({ kind: "next", note: "went through" });
    await world.work();
    expect((await world.run(one)).state).toBe("done");
  });
});

describe("an approval", () => {
  const asks =
    (requestedById: string | null): StepHandler =>
    async (step) =>
      askOnce(step, {
        question: "Approve it?",
        permission: "approval.bill",
        requestedById,
        fourEyes: true,
        amount: { amountMinor: 124_500, currency: "USD" },
        evidence: [],
      }) ?? { kind: "next", note: "approved" };

  it("is given by a second person, can be taken back for ten seconds, and then takes effect", async () => {
    const asker = await world.person("finance");
    const second = await world.person("lead");
    middle = asks(asker.actor.id);
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    const { id: approvalId } = await world.openApproval(id);
    expect(await world.run(id)).toMatchObject({
      state: "awaiting_approval",
      amountMinor: 124_500,
      currency: "USD",
    });
    const yes = { decision: "approve" as const, approvalId };
    await expect(decideApproval(asker, yes)).rejects.toMatchObject({ code: "forbidden" });
    await expect(decideApproval(await world.person("it"), yes)).rejects.toMatchObject({ code: "forbidden" });
    await decideApproval(second, yes);
    await world.work();
    expect(await effects(id)).toEqual(["first"]);
    await expect(undoApproval(asker, { approvalId })).rejects.toMatchObject({ code: "conflict" });
    await undoApproval(second, { approvalId });
    expect(await world.run(id)).toMatchObject({ state: "awaiting_approval" });
    await decideApproval(second, yes);
    await expect(decideApproval(second, yes)).rejects.toMatchObject({ code: "conflict" });
    await pass(10_001);
    await expect(undoApproval(second, { approvalId })).rejects.toMatchObject({ code: "conflict" });
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "done" });
  });

  it("that is refused holds the run with the reason; tried again it asks again", async () => {
    middle = asks(null);
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    const lead = await world.person("lead");
    const { id: approvalId } = await world.openApproval(id);
    await decideApproval(lead, { decision: "reject", approvalId, comment: "wrong carrier" });
    expect(await world.run(id)).toMatchObject({ state: "held", blocker: "rejected" });
    await decide(id, "retry");
    await world.work();
    expect(await world.run(id)).toMatchObject({ state: "awaiting_approval" });
    expect((await world.openApproval(id)).id).not.toBe(approvalId);
  });

  it("nobody gave is shown to leads after a day, and holds the run after two", async () => {
    middle = asks(null);
    const id = await world.start(toy, { businessKey: key() });
    await world.work();
    await pass(24 * 3_600_000);
    await escalateApprovals(world.flowDeps);
    expect((await world.openApproval(id)).escalatedAt).not.toBeNull();
    expect((await world.run(id)).state).toBe("awaiting_approval");
    await pass(24 * 3_600_000);
    await escalateApprovals(world.flowDeps);
    expect(await world.run(id)).toMatchObject({ state: "held", blocker: "approval_expired" });
  });
});

it("a run of an older version goes on under the new one by its named migration", async () => {
  const id = await world.start(toy, { businessKey: key() });
  middle = async () => ({ kind: "wait", reason: "waits", keys: ["m"], untilAt: null });
  await world.work();
  const { middle: _gone, ...others } = toy.steps;
  const second: FlowImplementation = {
    ...toy,
    steps: { ...others, centre: async () => ({ kind: "next", note: "through the centre" }) },
    definition: {
      ...toy.definition,
      version: 2,
      steps: [check("first"), check("centre"), check("last")],
      migration: { name: "middle is the centre", steps: { middle: "centre" } },
    },
  };
  await inTransaction(world.db, (tx) => wakeRuns(tx, world.companyId, ["m"], world.clock.now));
  await world.work({ flows: [second] });
  expect(await world.run(id)).toMatchObject({ state: "done", flowVersion: 2 });
  expect(await effects(id)).toEqual(["first", "last"]);
});
