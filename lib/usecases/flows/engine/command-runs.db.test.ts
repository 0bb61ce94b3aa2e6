import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { command } from "@/db/schema/command";
import { odooConnection } from "@/db/schema/odoo";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { decideOnRun } from "../decide-on-run";
import { type FlowWorld, flowWorld } from "../testing/flow-world";
import { commandStep } from "./command-step";
import type { FlowImplementation } from "./flow-implementation";

/** Undone, and of which document: what the compensation found in the run's data. */
const undone: unknown[] = [];
let words = "first words";
const noteOf = (connectionId: unknown, key: string) => ({
  kind: "status_note" as const,
  connectionId: String(connectionId),
  businessKey: ["WH/OUT/1", key],
  payload: { companyId: 1, pickingId: 7, text: words },
});

const toy: FlowImplementation = {
  definition: {
    name: "bill_on_delivery",
    version: 1,
    title: "Toy",
    startedBy: "a test",
    steps: [
      {
        ...{ name: "write", title: "write", does: "writes", kind: "command", skippable: false },
        compensation: { name: "unwrite", does: "takes it back" },
      },
    ],
    approver: "approval.bill",
  },
  payload: z.looseObject({}),
  startsOn: [],
  steps: {
    write: (step) =>
      commandStep(step, noteOf(step.run.payload.connectionId, step.run.id), ({ id }) => ({
        kind: "next",
        note: "written",
        data: { documentId: id },
      })),
  },
  compensations: {
    unwrite: async ({ run }) => {
      undone.push(run.data.documentId ?? null);
      return { kind: "next", note: "taken back" };
    },
  },
};

let world: FlowWorld;
let connectionId: string;
let serial = 0;

beforeAll(async () => {
  world = await flowWorld([toy]);
  connectionId = await world.addConnection({ dialect: "odoo", partnerKind: "erp" });
  await world.db.insert(odooConnection).values({
    ...{ companyId: world.companyId, connectionId, baseUrl: "http://127.0.0.1:9", database: "none" },
    settings: DEFAULT_ODOO_SETTINGS,
  });
});
afterAll(() => world.close());

const begin = async () => {
  undone.length = 0;
  serial += 1;
  const id = await world.start(toy, { businessKey: `C${serial}`, payload: { connectionId } });
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "waiting", step: "write" });
  return id;
};
const commandsOf = async () => world.db.select().from(command).orderBy(command.position);
const last = async () => {
  const row = (await commandsOf()).at(-1);
  if (!row) throw new Error("no command");
  return row;
};
const settle = async (state: string, id: string) => {
  const result = state === "confirmed" ? { model: "mail.message", id: 42, name: null, state: null } : null;
  await world.db.execute(sql`
    update command set state = ${state}, attempts = 1, next_try_at = null, result = ${JSON.stringify(result)}::jsonb, error = 'no' where id = ${id}`);
};
const pass = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const decide = async (id: string, decision: "retry" | "restart" | "cancel") =>
  decideOnRun(
    await world.person("admin"),
    { decision, runId: id, expectedVersion: (await world.run(id)).version, reason: "because" },
    [toy],
  );

it("cancelled before its command was sent takes the command back", async () => {
  const id = await begin();
  await decide(id, "cancel");
  expect(await last()).toMatchObject({ state: "cancelled", nextTryAt: null });
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "cancelled" });
});

it("cancelled while its command is on its way waits for the effect and undoes that", async () => {
  const id = await begin();
  const { id: commandId } = await last();
  await world.db.execute(sql`update command set state = 'sent', attempts = 1 where id = ${commandId}`);
  await decide(id, "cancel");
  for (let looks = 0; looks < 3; looks += 1) {
    await world.work();
    pass(3_000);
  }
  expect(await world.run(id)).toMatchObject({ state: "compensating", undoing: ["finish", "unwrite"] });
  expect(await world.attempts(id)).toEqual(["write command"]);
  await settle("confirmed", commandId);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "cancelled" });
  expect(undone).toEqual([42]);
});

it("cancelled with a command that was confirmed a moment ago undoes its effect", async () => {
  const id = await begin();
  await settle("confirmed", (await last()).id);
  await decide(id, "cancel");
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "cancelled" });
  expect(undone).toEqual([42]);
});

it("is not cancelled twice: what is undone stays undone once", async () => {
  const id = await begin();
  await settle("confirmed", (await last()).id);
  await decide(id, "cancel");
  const stuck = { state: "failed" as const, nextAt: null };
  await world.db.execute(sql`update flow_run set state = ${stuck.state}, next_at = null where id = ${id}`);
  await expect(decide(id, "cancel")).rejects.toMatchObject({ code: "conflict" });
  await decide(id, "retry");
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "cancelled" });
  expect(undone).toEqual([42]);
});

it("whose command was withdrawn says so, and a retry makes another", async () => {
  const id = await begin();
  const before = await last();
  await settle("cancelled", before.id);
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "dead", failureClass: "rejected_by_target" });
  await decide(id, "retry");
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "waiting" });
  expect((await last()).id).not.toBe(before.id);
});

it("whose command Odoo refused never sends other words by itself, and the same command on a retry", async () => {
  words = "first words";
  const id = await begin();
  const before = await last();
  await settle("rejected", before.id);
  words = "other words by now";
  await world.work();
  expect(await world.run(id)).toMatchObject({ state: "dead", reason: "no" });
  expect((await last()).id).toBe(before.id);
  await decide(id, "retry");
  await world.work();
  expect(await last()).toMatchObject({ id: before.id, state: "pending" });
  await settle("rejected", before.id);
  await world.work();
  await decide(id, "restart");
  await world.work();
  const after = await last();
  expect(after.id).not.toBe(before.id);
  expect(after).toMatchObject({ state: "pending", operationKey: expect.stringContaining("AGAIN") });
});

it("of another company is nowhere to be found", async () => {
  const id = await begin();
  const { version: expectedVersion } = await world.run(id);
  const ctx = await world.person("admin");
  const stranger = { ...ctx, actor: { ...ctx.actor, companyId: world.companyId + 1, id: uuidv7() } };
  const given = { decision: "cancel" as const, runId: id, expectedVersion, reason: "because" };
  await expect(decideOnRun(stranger, given, [toy])).rejects.toMatchObject({ code: "not_found" });
});
