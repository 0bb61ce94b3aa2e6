import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPaused, selectHold } from "@/db/queries/connections/hold";
import type { Role } from "@/lib/domain/access/role";
import { ConflictError, ForbiddenError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { drainHeld } from "@/lib/usecases/pipeline/drain-held";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { drainConnection, pauseConnection, resumeConnection } from "./hold-connection";
import { letThrough } from "./let-through";

let world: PipelineWorld;
beforeAll(async () => {
  world = await pipelineWorld();
});
afterAll(() => world?.close());

const as = (role: Role): Context => ({
  db: world.db,
  now: () => new Date(),
  actor: {
    ...{ kind: "user", id: "018f0000-0000-7000-8000-000000000001", companyId: world.companyId },
    ...{ role, name: role, email: `${role}@acme.example` },
  },
});
const keyOf = (id: string) => ({ companyId: world.companyId, id });
const seen = async (connectionId: string) =>
  (await selectHold(world.db, keyOf(connectionId)))?.heldSince.toISOString() ?? null;
const input = async (connectionId: string) => ({
  connectionId,
  reason: "their system is being moved",
  seenSince: await seen(connectionId),
});
/** The messages of a connection in the order they came, with whether each was read. */
const read = async (connectionId: string) => {
  const { rows } = await world.db.execute<{ id: string; state: string }>(sql`
    select message_id as id, state from message_state where connection_id = ${connectionId} order by received_at, message_id`);
  return rows;
};
const step = () => drainHeld(world.deps, () => undefined);

describe("a connection that is paused", () => {
  it("keeps what arrives unread, lets one chosen message through, and runs again after the rest, in order", async () => {
    const id = await world.addConnection();
    const it = as("it");
    await pauseConnection(it, await input(id));
    expect(await isPaused(world.db, keyOf(id))).toBe(true);
    const sent: string[] = [];
    for (let n = 0; n < 5; n += 1) sent.push(...(await world.receive(id, `message ${n}`)));
    await world.drain();
    expect(await read(id)).toEqual(sent.map((each) => ({ id: each, state: "held" })));

    await letThrough(it, {
      messageId: sent[2] ?? "",
      expectedVersion: 1,
      reason: "the customer waits for it",
    });
    await world.drain();
    expect((await read(id)).map(({ state }) => state)).toEqual([
      "held",
      "held",
      "quarantined",
      "held",
      "held",
    ]);

    await resumeConnection(it, await input(id));
    // What comes before the queue is empty goes to its end.
    sent.push(...(await world.receive(id, "message 5")));
    await world.drain();
    expect((await read(id)).at(-1)?.state).toBe("held");
    while (await step());
    expect((await read(id)).map(({ state }) => state)).toEqual(sent.map(() => "quarantined"));
    expect(await selectHold(world.db, keyOf(id))).toBeUndefined();
    await world.receive(id, "message 6");
    await world.drain();
    expect((await read(id)).at(-1)?.state).toBe("quarantined");
  });

  it("that is drained lets through what waited by then and keeps what comes after", async () => {
    const id = await world.addConnection();
    await pauseConnection(as("admin"), await input(id));
    await world.receive(id, "one", "two");
    await world.drain();
    await drainConnection(as("admin"), await input(id));
    await world.receive(id, "three");
    await world.drain();
    while (await step());
    expect((await read(id)).map(({ state }) => state)).toEqual(["quarantined", "quarantined", "held"]);
    expect(await selectHold(world.db, keyOf(id))).toMatchObject({
      drainTotal: 2,
      drained: 2,
      resuming: false,
    });
  });

  it("with 5,000 waiting drains them in the order they came", async () => {
    const id = await world.addConnection();
    await pauseConnection(as("it"), await input(id));
    const sent: string[] = [];
    for (let n = 0; n < 5_000; n += 500)
      sent.push(
        ...(await world.receive(id, ...Array.from({ length: 500 }, (_, index) => `message ${n + index}`))),
      );
    await world.drain();
    await resumeConnection(as("it"), await input(id));
    let steps = 0;
    while (await step()) {
      steps += 1;
      if (steps % 5 !== 0) continue;
      const states = (await read(id)).map(({ state }) => state);
      const done = states.lastIndexOf("quarantined") + 1;
      // Nothing was read before something that came earlier.
      expect(states.slice(0, done)).toEqual(Array.from({ length: done }, () => "quarantined"));
      expect(done).toBe(steps * 200);
    }
    expect(steps).toBe(25);
    expect(await isPaused(world.db, keyOf(id))).toBe(false);
  }, 120_000);

  it("is changed by those who may, on what they saw, once", async () => {
    const id = await world.addConnection();
    const asked = await input(id);
    await expect(pauseConnection(as("dispatcher"), asked)).rejects.toThrow(ForbiddenError);
    await pauseConnection(as("it"), asked);
    await expect(pauseConnection(as("admin"), asked)).rejects.toThrow(ConflictError);
    await resumeConnection(as("it"), await input(id));
    await expect(drainConnection(as("it"), await input(id))).rejects.toThrow(ConflictError);
    const { rows } = await world.db.execute(
      sql`select action from audit_log where subject_id = ${id} order by seq`,
    );
    expect(rows).toEqual([{ action: "connection.pause" }, { action: "connection.resume" }]);
  });
});
