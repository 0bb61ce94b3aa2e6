import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectionBreaker } from "@/db/schema/breaker";
import { command } from "@/db/schema/command";
import { intakeCounter, unmappedCode } from "@/db/schema/connection";
import { exception, exceptionGroup, exceptionHistory } from "@/db/schema/exception";
import { messageState } from "@/db/schema/inbox";
import { outboundMessage } from "@/db/schema/outbound";
import { stockDiscrepancy } from "@/db/schema/stock";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import { ignoreException } from "@/lib/usecases/exceptions/ignore-exception";
import { snoozeException } from "@/lib/usecases/exceptions/snooze-exception";
import {
  addConnection,
  type ExceptionWorld,
  exceptionWorld,
  finding,
} from "@/lib/usecases/exceptions/testing/exception-world";
import { wakeExceptions } from "../wake-exceptions";
import { watchCodes } from "./watch-codes";
import { watchCommands } from "./watch-commands";
import { watchConnections } from "./watch-connections";
import { watchMessages } from "./watch-messages";
import { watchStock } from "./watch-stock";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: ExceptionWorld;
beforeAll(async () => {
  world = await exceptionWorld();
});
beforeEach(() => {
  world.clock.now = new Date("2026-11-20T10:00:00Z");
});
afterAll(() => world.close());

const deps = () => ({ db: world.db, now: world.now });
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};
const ofSubject = async (subjectId: string) =>
  (await world.all()).filter((row) => row.subjectId === subjectId);
const drain = async (watch: (given: ReturnType<typeof deps>) => Promise<boolean>) => {
  while (await watch(deps()));
};

async function addMessage(state: MessageState, reasonCode: string, given = {}): Promise<string> {
  const messageId = uuidv7();
  await world.db.insert(messageState).values({
    ...{ companyId: world.companyId, messageId, connectionId: world.connectionId, state, reasonCode },
    rank: MESSAGE_STATES[state].rank,
    receivedAt: world.now(),
    processedAt: world.now(),
    ...{ reason: "Totals differ.", format: "x12", documents: "214", sizeBytes: 300, attempts: 1 },
    ...{ shipmentIds: [], candidateIds: [], eventCount: 1, newEventCount: 0, problems: [] },
    ...given,
  });
  return messageId;
}

/** As the pipeline leaves a message that was read again. */
async function readAgain(messageId: string, state: MessageState): Promise<void> {
  await world.db
    .update(messageState)
    .set({ state, rank: MESSAGE_STATES[state].rank, processedAt: world.now(), version: sql`version + 1` })
    .where(eq(messageState.messageId, messageId));
}

describe("messages", () => {
  it("that can't be read are one group a cause, and close themselves when they are read", async () => {
    const [first = "", second = "", other = ""] = [
      await addMessage("quarantined", "control_totals"),
      await addMessage("quarantined", "control_totals"),
      await addMessage("quarantined", "not_x12"),
    ];
    await addMessage("recorded", "none");
    await drain(watchMessages);
    const [[one], [two], [three]] = [await ofSubject(first), await ofSubject(second), await ofSubject(other)];
    expect(one).toMatchObject({ kind: "quarantined_message", state: "open", subjectLabel: "carrier, 214" });
    expect(one?.groupId).toBe(two?.groupId);
    expect(three?.groupId).not.toBe(one?.groupId);
    expect(
      await world.db
        .select()
        .from(exceptionGroup)
        .where(eq(exceptionGroup.id, one?.groupId ?? "")),
    ).toMatchObject([{ openCount: 2, totalCount: 2, signature: "control_totals" }]);
    later(5 * MINUTE);
    await readAgain(first, "recorded");
    await drain(watchMessages);
    expect(await ofSubject(first)).toMatchObject([{ state: "resolved" }]);
    later(5 * MINUTE);
    await readAgain(first, "quarantined");
    await drain(watchMessages);
    expect(await ofSubject(first)).toMatchObject([{ state: "open", reopenedCount: 1 }]);
    expect(await world.countsMatch()).toBe(true);
  });

  it("that name nothing we know have a quarter of an hour first", async () => {
    const [stays = "", matched = ""] = [
      await addMessage("unmatched", "unknown_reference"),
      await addMessage("unmatched", "unknown_reference"),
    ];
    await drain(watchMessages);
    later(10 * MINUTE);
    await readAgain(matched, "recorded");
    await drain(watchMessages);
    expect(await ofSubject(stays)).toEqual([]);
    later(5 * MINUTE + 1);
    await drain(watchMessages);
    expect(await ofSubject(stays)).toMatchObject([{ kind: "unmatched_message", state: "open" }]);
    expect(await ofSubject(matched)).toEqual([]);
  });

  it("committed behind a later one are found a minute after, and whatever was missed by the full pass", async () => {
    later(2 * HOUR);
    await drain(watchMessages);
    const late = await addMessage("quarantined", "slow_commit", {
      processedAt: new Date(world.now().getTime() - 30_000),
    });
    await addMessage("quarantined", "ahead");
    await drain(watchMessages);
    later(MINUTE);
    await drain(watchMessages);
    expect(await ofSubject(late)).toMatchObject([{ state: "open" }]);
    const missed = await addMessage("quarantined", "very_slow", {
      processedAt: new Date(world.now().getTime() - 24 * HOUR),
    });
    await drain(watchMessages);
    expect(await ofSubject(missed)).toEqual([]);
    later(11 * MINUTE);
    await drain(watchMessages);
    expect(await ofSubject(missed)).toMatchObject([{ state: "open" }]);
  });
});

describe("other subjects", () => {
  it("a code nobody mapped is one exception until someone maps it", async () => {
    const code = {
      companyId: world.companyId,
      connectionId: world.connectionId,
      codeList: "x12-1650",
      code: "ZZ",
    };
    const seen = { count: 3, firstSeenAt: world.now(), lastSeenAt: world.now(), exampleMessageId: uuidv7() };
    await world.db.insert(unmappedCode).values({ ...code, ...seen });
    await drain(watchCodes);
    await drain(watchCodes);
    const subjectId = `${world.connectionId} x12-1650 ZZ`;
    expect(await ofSubject(subjectId)).toMatchObject([{ kind: "unmapped_code", state: "open" }]);
    await world.db.delete(unmappedCode).where(eq(unmappedCode.code, "ZZ"));
    await drain(watchCodes);
    expect(await ofSubject(subjectId)).toMatchObject([{ state: "resolved" }]);
  });

  it("a shelf that differs again is the same exception again", async () => {
    const odoo = uuidv7();
    const shelf = {
      odooConnectionId: odoo,
      connectionId: world.connectionId,
      product: "SKU-1",
      location: "A1",
    };
    const numbers = { odooQuantity: "12", statedQuantity: "9", tolerance: "0" };
    const open = () =>
      world.db.insert(stockDiscrepancy).values({
        ...{ companyId: world.companyId, id: uuidv7(), messageId: uuidv7(), ...shelf, ...numbers },
        ...{ statedAt: world.now(), openedAt: world.now(), changedAt: world.now() },
      });
    await open();
    await drain(watchStock);
    const subjectId = `${odoo} ${world.connectionId} A1 SKU-1`;
    expect(await ofSubject(subjectId)).toMatchObject([
      { state: "open", summary: "SKU-1: Odoo 12, warehouse 9" },
    ]);
    later(MINUTE);
    await world.db
      .update(stockDiscrepancy)
      .set({ closedAt: world.now(), changedAt: world.now(), closedBecause: "agrees" });
    await drain(watchStock);
    expect(await ofSubject(subjectId)).toMatchObject([{ state: "resolved" }]);
    later(MINUTE);
    await open();
    await drain(watchStock);
    expect(await ofSubject(subjectId)).toMatchObject([{ state: "open", reopenedCount: 1 }]);
    // Closed in the past of every cursor: the full pass finds it.
    const past = new Date(world.now().getTime() - HOUR);
    await world.db.update(stockDiscrepancy).set({ closedAt: past, changedAt: past, closedBecause: "agrees" });
    later(11 * MINUTE);
    await drain(watchStock);
    expect(await ofSubject(subjectId)).toMatchObject([{ state: "resolved" }]);
  });

  it("writes that Odoo refuses share a group; an uncertain one waits ten minutes", async () => {
    const write = (state: "rejected" | "uncertain", error: string, document: string) => {
      const id = uuidv7();
      return world.db
        .insert(command)
        .values({
          ...{
            companyId: world.companyId,
            id,
            connectionId: world.connectionId,
            operationKey: id,
            kind: "vendor_bill",
          },
          ...{
            documentKey: document,
            payload: {} as never,
            state,
            requestedBy: "test",
            requestedAt: world.now(),
          },
          ...{ errorClass: "rejected_by_target", error, sentAt: world.now() },
        })
        .then(() => id);
    };
    const [one, two, unsure] = [
      await write("rejected", 'Journal "BILL" is locked until 2026-11-30', "stock.picking,1"),
      await write("rejected", 'Journal "BILL2" is locked until 2026-12-31', "stock.picking,2"),
      await write("uncertain", "The answer was lost.", "stock.picking,3"),
    ];
    await drain(watchCommands);
    const [[first], [second]] = [await ofSubject(one), await ofSubject(two)];
    expect(first).toMatchObject({ kind: "command_rejected", state: "open" });
    expect(first?.groupId).toBe(second?.groupId);
    expect(await ofSubject(unsure)).toEqual([]);
    later(10 * MINUTE);
    await drain(watchCommands);
    expect(await ofSubject(unsure)).toMatchObject([{ kind: "command_uncertain", state: "open" }]);
    await world.db.update(command).set({ state: "rejected" }).where(eq(command.id, unsure));
    await world.db.update(command).set({ state: "pending" }).where(eq(command.id, one));
    await drain(watchCommands);
    expect((await ofSubject(unsure)).map(({ kind, state }) => [kind, state])).toEqual([
      ["command_rejected", "open"],
      ["command_uncertain", "resolved"],
    ]);
    expect(await ofSubject(one)).toMatchObject([{ state: "resolved" }]);
    expect(await world.countsMatch()).toBe(true);
  });

  it("a connection is judged by its breaker, its door, its habit and its acknowledgements", async () => {
    const [fails, refused, quiet, rare, owes] = await Promise.all(
      ["fails", "refused", "quiet", "rare", "owes"].map((slug) =>
        addConnection(world.db, world.companyId, slug),
      ),
    );
    const { companyId } = world;
    const hour = (connectionId: string | undefined, ago: number, given: object = { accepted: 5 }) => ({
      ...{
        companyId,
        connectionId: connectionId ?? "",
        hourAt: new Date(world.now().getTime() - ago * HOUR),
      },
      ...given,
    });
    await world.db.insert(connectionBreaker).values({
      ...{ companyId, connectionId: fails ?? "", state: "open", failures: 3, error: "Odoo answers 503." },
      ...{ openedAt: world.now(), changedAt: world.now() },
    });
    await world.db
      .insert(intakeCounter)
      .values([
        ...Array.from({ length: 200 }, (_, index) => hour(quiet, 8 + index)),
        ...Array.from({ length: 5 }, (_, index) => hour(rare, 90 + 24 * index)),
        hour(refused, 5),
        hour(refused, 1, { unsigned: 7 }),
        ...Array.from({ length: 3 }, (_, index) => hour(owes, index)),
      ]);
    await world.db.insert(outboundMessage).values({
      ...{
        companyId,
        id: uuidv7(),
        connectionId: owes ?? "",
        kind: "997",
        operationKey: "a",
        controlNumber: 1,
        verdict: "A",
      },
      ...{
        state: "waiting",
        body: Buffer.from(""),
        createdAt: new Date(world.now().getTime() - 50 * MINUTE),
      },
    });
    const found = async () =>
      Object.fromEntries(
        (await world.all())
          .filter(({ subjectKind, state }) => subjectKind === "connection" && state === "open")
          .map(({ subjectLabel, kind, cause }) => [subjectLabel, `${kind} ${cause}`.trim()]),
      );
    await watchConnections(deps());
    expect(await found()).toEqual({
      fails: "connection_failing calls",
      refused: "connection_failing door",
      quiet: "connection_silent",
    });
    later(11 * MINUTE);
    await watchConnections(deps());
    expect(await found()).toMatchObject({ owes: "acknowledgement_overdue" });
    await world.db.update(connectionBreaker).set({ state: "closed", openedAt: null });
    await world.db.insert(intakeCounter).values([hour(refused, 0), hour(quiet, 0)]);
    await world.db.update(outboundMessage).set({ state: "sent" });
    await watchConnections(deps());
    expect(await found()).toEqual({});
    expect(await watchConnections(deps())).toBe(0);
  });
});

describe("what was put away", () => {
  it("returns by time, and what was ignored returns after its end while its cause holds", async () => {
    const ctx = await world.person("dispatcher");
    const [snoozed, ignored, healed] = [uuidv7(), uuidv7(), uuidv7()];
    for (const subjectId of [snoozed, ignored, healed])
      await world.look({ subjectId, findings: [finding()] });
    later(MINUTE);
    const target = async (subjectId: string) => {
      const [row] = await ofSubject(subjectId);
      return { exceptionId: row?.id ?? "", expectedVersion: row?.version ?? 0 };
    };
    const untilAt = new Date(world.now().getTime() + HOUR).toISOString();
    await snoozeException(ctx, { ...(await target(snoozed)), untilAt });
    await ignoreException(ctx, { ...(await target(ignored)), reason: "known", untilAt });
    await ignoreException(ctx, { ...(await target(healed)), reason: "known", untilAt });
    await world.look({ subjectId: healed });
    expect(await wakeExceptions(deps())).toBe(0);
    later(HOUR);
    expect(await wakeExceptions(deps())).toBe(2);
    expect(await ofSubject(snoozed)).toMatchObject([{ state: "open", snoozedUntil: null }]);
    expect(await ofSubject(ignored)).toMatchObject([{ state: "open", reopenedCount: 1 }]);
    expect(await ofSubject(healed)).toMatchObject([{ state: "ignored" }]);
    const lines = await world.db
      .select({ action: exceptionHistory.action })
      .from(exceptionHistory)
      .innerJoin(exception, eq(exception.id, exceptionHistory.exceptionId))
      .where(eq(exception.subjectId, snoozed))
      .orderBy(exceptionHistory.at, exceptionHistory.id);
    expect(lines.map(({ action }) => action)).toEqual(["opened", "snooze", "woke"]);
    expect(await wakeExceptions(deps())).toBe(0);
    expect(await world.countsMatch()).toBe(true);
  });
});
