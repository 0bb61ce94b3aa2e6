import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { exceptionHistory } from "@/db/schema/exception";
import { ROLES } from "@/lib/domain/access/role";
import { acknowledgeException } from "./acknowledge-exception";
import { assignException } from "./assign-exception";
import { changeSeverityPolicy } from "./change-severity-policy";
import { commentOnException } from "./comment-on-exception";
import { editRunbook } from "./edit-runbook";
import { ignoreException } from "./ignore-exception";
import { reopenException } from "./reopen-exception";
import { resolveException } from "./resolve-exception";
import { snoozeException } from "./snooze-exception";
import { type ExceptionWorld, exceptionWorld, finding } from "./testing/exception-world";

let world: ExceptionWorld;
beforeAll(async () => {
  world = await exceptionWorld();
});
afterAll(() => world.close());

/** An open exception of a shipment of its own. */
async function opened(given: Parameters<typeof finding>[0] = {}) {
  const subjectId = uuidv7();
  await world.look({ subjectId, findings: [finding(given)] });
  const row = (await world.all()).find((each) => each.subjectId === subjectId);
  if (!row) throw new Error("not opened");
  return { exceptionId: row.id, expectedVersion: row.version, subjectId };
}

const rowOf = async (id: string) => (await world.all()).find((row) => row.id === id);
const historyOf = (id: string) =>
  world.db
    .select()
    .from(exceptionHistory)
    .where(eq(exceptionHistory.exceptionId, id))
    .orderBy(exceptionHistory.at);

describe("one open exception per subject and cause", () => {
  it("stays one when ten evaluators find it at once, and is counted once", async () => {
    const subjectId = uuidv7();
    await Promise.all(
      Array.from({ length: 10 }, () =>
        world.look({ subjectId, findings: [finding(), finding({ cause: "stop 2" })] }),
      ),
    );
    const own = (await world.all()).filter((row) => row.subjectId === subjectId);
    expect(own.map(({ cause, state }) => [cause, state])).toEqual([
      ["", "open"],
      ["stop 2", "open"],
    ]);
    expect(await world.countsMatch()).toBe(true);
  });

  it("closes itself when the cause is gone and opens again when it returns, all on its history", async () => {
    const { exceptionId, subjectId } = await opened();
    await world.look({ subjectId });
    expect(await rowOf(exceptionId)).toMatchObject({ state: "resolved", resolution: "The cause is gone." });
    await world.look({ subjectId, findings: [finding({ since: world.now().getTime() })] });
    expect(await rowOf(exceptionId)).toMatchObject({ state: "open", reopenedCount: 1, resolution: null });
    expect((await historyOf(exceptionId)).map(({ action }) => action).sort()).toEqual([
      "opened",
      "reopened",
      "resolved_itself",
    ]);
    expect(await world.countsMatch()).toBe(true);
  });
});

describe("a person's word", () => {
  it("is kept with history, counts and audit, and the same word twice is one", async () => {
    const ctx = await world.person("dispatcher");
    const { exceptionId, expectedVersion } = await opened();
    expect(await acknowledgeException(ctx, { exceptionId, expectedVersion })).toEqual({
      version: expectedVersion + 1,
      repeated: false,
    });
    expect(await acknowledgeException(ctx, { exceptionId, expectedVersion })).toEqual({
      version: expectedVersion + 1,
      repeated: true,
    });
    expect((await historyOf(exceptionId)).filter(({ action }) => action === "acknowledge")).toHaveLength(1);
    const audit = await world.db.select().from(auditLog).where(eq(auditLog.subjectId, exceptionId));
    expect(audit.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["exception.acknowledge", "Person dispatcher"],
    ]);
    expect(await world.countsMatch()).toBe(true);
  });

  it("is refused on a version that is gone, and in a state that does not allow it", async () => {
    const ctx = await world.person("lead");
    const { exceptionId, expectedVersion } = await opened();
    await assignException(ctx, { exceptionId, expectedVersion, assigneeId: ctx.actor.id });
    await expect(resolveException(ctx, { exceptionId, expectedVersion, note: "done" })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
    await resolveException(ctx, {
      exceptionId,
      expectedVersion: expectedVersion + 1,
      note: "asked the carrier",
    });
    await expect(
      snoozeException(ctx, {
        exceptionId,
        expectedVersion: expectedVersion + 2,
        untilAt: "2026-11-21T10:00:00Z",
      }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await rowOf(exceptionId)).toMatchObject({ state: "resolved", resolution: "asked the carrier" });
  });

  it("assigns to people of this company only, and names only those", async () => {
    const ctx = await world.person("dispatcher");
    const stranger = await world.stranger("dispatcher");
    const { exceptionId, expectedVersion } = await opened();
    const target = { exceptionId, expectedVersion };
    await expect(assignException(ctx, { ...target, assigneeId: stranger.actor.id })).rejects.toMatchObject({
      code: "invalid",
    });
    const comment = { exceptionId, requestId: uuidv7(), text: "see this" };
    await expect(
      commentOnException(ctx, { ...comment, mentions: [stranger.actor.id] }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(acknowledgeException(stranger, target)).rejects.toMatchObject({ code: "not_found" });
    expect((await commentOnException(ctx, { ...comment, mentions: [ctx.actor.id] })).repeated).toBe(false);
    expect((await commentOnException(ctx, { ...comment, mentions: [ctx.actor.id] })).repeated).toBe(true);
    expect((await historyOf(exceptionId)).filter(({ action }) => action === "comment")).toHaveLength(1);
  });

  it("lets ignored stay quiet and resolved speak again", async () => {
    const ctx = await world.person("customer_service");
    const quiet = await opened();
    const done = await opened();
    await ignoreException(ctx, { ...quiet, reason: "known", untilAt: "2026-12-01T00:00:00Z" });
    await resolveException(ctx, { ...done, note: "dealt with" });
    const later = world.now().getTime() + 60_000;
    for (const { subjectId } of [quiet, done]) {
      await world.look({ subjectId });
      await world.look({ subjectId, findings: [finding({ since: later })] });
    }
    expect(await rowOf(quiet.exceptionId)).toMatchObject({ state: "ignored" });
    expect(await rowOf(done.exceptionId)).toMatchObject({ state: "open", reopenedCount: 1 });
    expect(await world.countsMatch()).toBe(true);
  });

  it("keeps what a person said on resolving when the cause goes away later", async () => {
    const ctx = await world.person("dispatcher");
    const { subjectId, ...target } = await opened();
    await resolveException(ctx, { ...target, note: "driver found" });
    await world.look({ subjectId });
    expect(await rowOf(target.exceptionId)).toMatchObject({ state: "resolved", resolution: "driver found" });
    const row = await rowOf(target.exceptionId);
    const again = { exceptionId: target.exceptionId, expectedVersion: row?.version ?? 0, reason: "not so" };
    await reopenException(ctx, again);
    expect(await rowOf(target.exceptionId)).toMatchObject({
      state: "open",
      resolution: null,
      reopenedCount: 1,
    });
    expect(await world.countsMatch()).toBe(true);
  });

  it("ends a snooze with the event it waits for, and no other", async () => {
    const ctx = await world.person("dispatcher");
    const { subjectId, ...target } = await opened();
    await snoozeException(ctx, { ...target, untilEvent: "delivered" });
    await world.look({ subjectId, findings: [finding()], newMilestones: new Set(["in_transit"]) });
    expect(await rowOf(target.exceptionId)).toMatchObject({ state: "snoozed", snoozedForEvent: "delivered" });
    await world.look({ subjectId, findings: [finding()], newMilestones: new Set(["delivered"]) });
    expect(await rowOf(target.exceptionId)).toMatchObject({ state: "open", snoozedForEvent: null });
    expect((await historyOf(target.exceptionId)).at(-1)?.action).toBe("woke");
  });

  it("takes no end that is past or a year away, and no event where there is no shipment", async () => {
    const ctx = await world.person("it");
    const { exceptionId, expectedVersion } = await opened();
    const target = { exceptionId, expectedVersion };
    for (const untilAt of ["2026-11-20T09:59:00Z", "2028-01-01T00:00:00Z"])
      await expect(snoozeException(ctx, { ...target, untilAt })).rejects.toMatchObject({ code: "invalid" });
    await expect(snoozeException(ctx, target)).rejects.toMatchObject({ code: "invalid" });
    const subjectId = uuidv7();
    await world.look({ subjectId, findings: [finding({ kind: "quarantined_message" })] }, "message");
    const row = (await world.all()).find((each) => each.subjectId === subjectId);
    await expect(
      snoozeException(ctx, { exceptionId: row?.id ?? "", expectedVersion: 1, untilEvent: "delivered" }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("who may", () => {
  it("work on exceptions: everyone; edit runbooks and severity: as the table says", async () => {
    for (const role of ROLES) {
      const ctx = await world.person(role);
      const { exceptionId, expectedVersion } = await opened();
      expect((await acknowledgeException(ctx, { exceptionId, expectedVersion })).repeated, role).toBe(false);
    }
    const text = "Call the carrier and ask where the truck is.";
    const edit = { kind: "lost" as const, markdown: text, reason: "clearer", expectedVersion: 0 };
    const finance = await world.person("finance");
    await expect(editRunbook(finance, edit)).rejects.toMatchObject({ code: "forbidden" });
    expect(await editRunbook(await world.person("it"), edit)).toBe(1);
    const lead = await world.person("lead");
    expect(await editRunbook(lead, edit)).toBe(1);
    await expect(editRunbook(lead, { ...edit, markdown: `${text} Then wait.` })).rejects.toMatchObject({
      code: "conflict",
    });
    const weigh = { moneyStepMinor: 5, topCustomers: ["Brouwer"], overdueStepHours: 2, reason: "tier A" };
    await expect(
      changeSeverityPolicy(await world.person("it"), { ...weigh, expectedVersion: 0 }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await changeSeverityPolicy(lead, { ...weigh, expectedVersion: 0 })).toBe(1);
    await expect(changeSeverityPolicy(lead, { ...weigh, expectedVersion: 0 })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
