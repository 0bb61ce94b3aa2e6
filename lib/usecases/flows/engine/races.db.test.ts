import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { wakeRuns } from "@/db/queries/flows/write-run";
import { inTransaction } from "@/db/transaction";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";
import { decideApproval } from "../decide-approval";
import { decideOnRun } from "../decide-on-run";
import { type FlowWorld, flowWorld } from "../testing/flow-world";
import { askOnce } from "./approval-step";
import type { FlowImplementation, StepHandler } from "./flow-implementation";
import { workOnRuns } from "./work-on-runs";

let look: StepHandler;
let after: StepHandler;

const step = (name: string) => ({ name, title: name, does: name, kind: "check", skippable: false }) as const;
const toy: FlowImplementation = {
  definition: {
    name: "bill_on_delivery",
    version: 1,
    title: "Toy",
    startedBy: "a test",
    steps: [step("look"), step("after")],
    approver: "approval.bill",
  },
  payload: z.strictObject({ amount: z.number().int() }).partial(),
  startsOn: [],
  steps: { look: (context) => look(context), after: (context) => after(context) },
};

let world: FlowWorld;
let serial = 0;
const key = () => {
  serial += 1;
  return `R${serial}`;
};
const pass = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const wake = (name: string) =>
  inTransaction(world.db, (tx) => wakeRuns(tx, world.companyId, [name], world.clock.now));
const decide = async (id: string, decision: "hold" | "release") =>
  decideOnRun(
    await world.person("admin"),
    {
      ...{ runId: id, expectedVersion: (await world.run(id)).version, reason: "because" },
      ...(decision === "hold" ? { decision, untilAt: null } : { decision }),
    },
    [toy],
  );

beforeAll(async () => {
  world = await flowWorld([toy]);
});
beforeEach(() => {
  look = async () => ({ kind: "next", note: "looked" });
  after = async () => ({ kind: "next", note: "over" });
});
afterAll(() => world.close());

/** A look that finds nothing, while the evidence and its wake come in before it can say so. */
function lookThatIsOvertaken() {
  let isThere = false;
  let reached = () => {};
  let goOn = () => {};
  const isLooking = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const isOvertaken = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  look = async (): Promise<StepOutcome> => {
    const found = isThere;
    if (!found) {
      reached();
      await isOvertaken;
    }
    return found
      ? { kind: "next", note: "there" }
      : { kind: "wait", reason: "not there", keys: ["k"], untilAt: null };
  };
  const overtake = () => {
    isThere = true;
  };
  return { isLooking, overtake, goOn: () => goOn() };
}

it("a wake that comes between the first look and its wait is not slept over", async () => {
  const race = lookThatIsOvertaken();
  const id = await world.start(toy, { businessKey: key() });
  const working = workOnRuns(world.flowDeps);
  await race.isLooking;
  race.overtake();
  await wake("k");
  race.goOn();
  await working;
  pass(1_000);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "done" });
});

it("a wake that meets a run being looked at again waits for the look", async () => {
  look = async () => ({ kind: "wait", reason: "not there", keys: ["k"], untilAt: null });
  const id = await world.start(toy, { businessKey: key() });
  await world.work();
  pass(1_000);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "waiting", nextAt: null });
  const race = lookThatIsOvertaken();
  await wake("k");
  const working = workOnRuns(world.flowDeps);
  await race.isLooking;
  race.overtake();
  const woken = wake("k");
  await sleep(50);
  race.goOn();
  await working;
  expect(await woken).toBe(1);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "done" });
});

it("an earlier run that was held and is released waits for the later one under way", async () => {
  const subject = { kind: "order", id: "both", label: "both" };
  const earlier = await world.start(toy, { businessKey: key(), subject });
  const later = await world.start(toy, { businessKey: key(), subject });
  await decide(earlier, "hold");
  const atOnce: string[] = [];
  let most = 0;
  look = async ({ run }) => {
    atOnce.push(run.id);
    most = Math.max(most, atOnce.length);
    await sleep(100);
    atOnce.pop();
    return { kind: "next", note: "looked" };
  };
  const first = workOnRuns(world.flowDeps);
  while ((await world.run(later)).leasedUntil === null) await sleep(5);
  await decide(earlier, "release");
  await workOnRuns(world.flowDeps);
  await first;
  await world.work();
  expect(most).toBe(1);
  expect([(await world.run(earlier)).state, (await world.run(later)).state]).toEqual(["done", "done"]);
});

it("a run of a version without code is left alone and holds up nobody", async () => {
  const unknown = await world.start(toy, { businessKey: key() });
  await world.db.execute(sql`update flow_run set flow_version = 9 where id = ${unknown}`);
  const known = await world.start(toy, { businessKey: key() });
  await world.work();
  expect(await world.run(unknown)).toMatchObject({ state: "queued", fence: 0 });
  expect(await world.run(known)).toMatchObject({ state: "done" });
  await world.db.execute(sql`update flow_run set flow_version = 1 where id = ${unknown}`);
  await world.work();
  expect(await world.run(unknown)).toMatchObject({ state: "done" });
});

it("a step whose trouble can't be written down holds up no other", async () => {
  look = async ({ run }) => {
    if (run.payload.amount === 0) throw new Error("a name with \u0000 in it");
    return { kind: "next", note: "looked" };
  };
  const poisoned = await world.start(toy, { businessKey: key(), payload: { amount: 0 } });
  const other = await world.start(toy, { businessKey: key() });
  await world.work();
  expect(await world.run(poisoned)).toMatchObject({ state: "retrying" });
  expect(await world.run(other)).toMatchObject({ state: "done" });
});

it("what was approved is not edited behind the yes, and who edited does not say it", async () => {
  look = async (context) =>
    askOnce(context, {
      ...{ question: "Yes?", permission: "approval.bill", requestedById: null, fourEyes: true, evidence: [] },
      amount: { amountMinor: Number(context.run.payload.amount), currency: "USD" },
    }) ?? { kind: "next", note: "approved" };
  after = async () => ({ kind: "failure", failureClass: "validation", message: "wrong" });
  const editor = await world.person("admin");
  const id = await world.start(toy, { businessKey: key(), payload: { amount: 100 } });
  await world.work();
  const say = async (who: typeof editor) =>
    decideApproval(who, { decision: "approve", approvalId: (await world.openApproval(id)).id });
  await say(editor);
  pass(10_001);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "dead", step: "after" });
  const edit = {
    ...{ decision: "edit" as const, runId: id, payload: { amount: 900_000 }, reason: "more" },
    expectedVersion: (await world.run(id)).version,
  };
  await expect(decideOnRun(editor, { ...edit, from: "step" }, [toy])).rejects.toMatchObject({
    code: "conflict",
  });
  await decideOnRun(editor, { ...edit, from: "start" }, [toy]);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "awaiting_approval", amountMinor: 900_000 });
  await expect(say(editor)).rejects.toMatchObject({ code: "forbidden" });
  await say(await world.person("lead"));
});
