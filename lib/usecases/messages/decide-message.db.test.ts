import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/access";
import { messageDecision, reprocessRequest } from "@/db/schema/inbox";
import type { Role } from "@/lib/domain/access/role";
import { acceptMessage } from "./accept-message";
import { applyToMessages } from "./apply-to-messages";
import { attachMessage } from "./attach-message";
import { ignoreMessage } from "./ignore-message";
import { planMessages } from "./plan-messages";
import { replayMany } from "./replay-many";
import { replayMessage } from "./replay-message";
import { restoreMessage } from "./restore-message";
import { addMessages, type DecisionFixture, decisionFixture } from "./testing/decision-fixture";

let fixture: DecisionFixture;
beforeAll(async () => {
  fixture = await decisionFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.db.delete(reprocessRequest);
});

const as = (role: Role) => fixture.contextOf(role);
const requests = () => fixture.db.select().from(reprocessRequest);
const auditsOf = (id: string) => fixture.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
const decisionOf = async (id: string) =>
  (await fixture.db.select().from(messageDecision).where(eq(messageDecision.messageId, id)))[0];

describe("a decision on one message", () => {
  it("writes the decision, the request to run it and the audit row together", async () => {
    const [id] = await addMessages(fixture, "unmatched", 1);
    const done = await ignoreMessage(as("dispatcher"), {
      messageId: id,
      version: 1,
      reason: "sent by mistake",
    });
    expect(done).toEqual({ version: 2, repeated: false });
    expect(await decisionOf(id)).toMatchObject({
      kind: "ignore",
      reason: "sent by mistake",
      decidedBy: "Person dispatcher",
    });
    expect((await requests()).map((row) => row.messageId)).toEqual([id]);
    expect(await auditsOf(id)).toMatchObject([{ action: "message.ignore", reason: "sent by mistake" }]);
  });

  it("is refused on a version that is gone, and leaves nothing behind", async () => {
    const [id] = await addMessages(fixture, "unmatched", 1);
    await expect(
      ignoreMessage(as("dispatcher"), { messageId: id, version: 7, reason: "sent by mistake" }),
    ).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("changed since you opened it"),
    });
    expect([await decisionOf(id), await requests(), await auditsOf(id)]).toEqual([undefined, [], []]);
  });

  it("changes nothing the second time it is pressed", async () => {
    const [id] = await addMessages(fixture, "conflict", 1);
    const word = { messageId: id, version: 1, reason: "the corrected copy" };
    await acceptMessage(as("lead"), word);
    await expect(acceptMessage(as("lead"), word)).resolves.toEqual({ version: 2, repeated: true });
    expect(await auditsOf(id)).toHaveLength(1);
  });

  it("lets one of two people win, and tells the other", async () => {
    const [id] = await addMessages(fixture, "conflict", 1);
    const outcomes = await Promise.allSettled([
      acceptMessage(as("lead"), { messageId: id, version: 1, reason: "it is right" }),
      ignoreMessage(as("dispatcher"), { messageId: id, version: 1, reason: "it is wrong" }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await auditsOf(id)).toHaveLength(1);
  });

  it("does not ignore away what is on the timeline", async () => {
    const [id] = await addMessages(fixture, "recorded", 1);
    await expect(
      ignoreMessage(as("admin"), { messageId: id, version: 1, reason: "not wanted" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("can be taken back when it was to ignore", async () => {
    const [id] = await addMessages(fixture, "unmatched", 1);
    await ignoreMessage(as("lead"), { messageId: id, version: 1, reason: "not ours" });
    await fixture.setState(id, "ignored");
    await expect(restoreMessage(as("lead"), { messageId: id, version: 2 })).resolves.toMatchObject({
      version: 3,
    });
    expect(await decisionOf(id)).toBeUndefined();
  });

  it("never reaches a message of another company", async () => {
    const [id] = await addMessages(fixture, "unmatched", 1);
    await expect(
      ignoreMessage(fixture.strangerOf("admin"), { messageId: id, version: 1, reason: "not mine" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("who may decide", () => {
  it("refuses customer service everything, and everyone but IT a replay", async () => {
    const [id] = await addMessages(fixture, "unmatched", 1);
    const on = { messageId: id, version: 1 };
    const attempts = [
      () => ignoreMessage(as("customer_service"), { ...on, reason: "not ours" }),
      () => attachMessage(as("customer_service"), { ...on, shipmentIds: [id] }),
      () => acceptMessage(as("finance"), { ...on, reason: "looks fine" }),
      () => replayMessage(as("dispatcher"), on),
      () => planMessages(as("dispatcher"), { kind: "replay", ids: [id] }),
      () => replayMany(as("lead"), { states: ["unmatched"] }, () => undefined),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    expect(await requests()).toEqual([]);
  });
});

describe("a replay", () => {
  it("asks once, however often it is pressed", async () => {
    const [id] = await addMessages(fixture, "quarantined", 1);
    await replayMessage(as("it"), { messageId: id, version: 1 });
    await expect(replayMessage(as("it"), { messageId: id, version: 1 })).resolves.toMatchObject({
      repeated: true,
    });
    expect(await requests()).toHaveLength(1);
    expect(await auditsOf(id)).toHaveLength(1);
  });

  it("of many leaves conflicts and ignored messages to people", async () => {
    await addMessages(fixture, "conflict", 2);
    const wanted = await addMessages(fixture, "quarantined", 3, "bad_date");
    const seen: number[] = [];
    const queued = await replayMany(as("it"), { states: ["quarantined"], reasonCode: "bad_date" }, (count) =>
      seen.push(count),
    );
    expect([queued, seen]).toEqual([3, [3]]);
    expect((await requests()).map((row) => row.messageId).sort()).toEqual([...wanted].sort());
  });
});

describe("an action on several messages", () => {
  it("says beforehand what it does and what it leaves out, then does exactly that", async () => {
    const open = await addMessages(fixture, "unmatched", 2);
    const done = await addMessages(fixture, "recorded", 1);
    const unread = "01a00000-0000-7000-8000-000000000000";
    const plan = await planMessages(as("it"), { kind: "ignore", ids: [...open, ...done, unread] });
    expect(plan.items.map((item) => item.id).sort()).toEqual([...open].sort());
    expect(plan.leftOut.map(({ count }) => count)).toEqual([1, 1]);

    await ignoreMessage(as("it"), { messageId: open[0] ?? "", version: 1, reason: "first" });
    const result = await applyToMessages(as("it"), {
      kind: "ignore",
      items: [...plan.items],
      reason: "spam sender",
    });
    expect(result).toEqual({ done: 1, leftOut: [{ why: "changed since the plan was shown", count: 1 }] });
    expect(await decisionOf(open[0] ?? "")).toMatchObject({ reason: "first" });
    expect(await decisionOf(open[1] ?? "")).toMatchObject({ reason: "spam sender" });
  });

  it("does not ignore without a reason", async () => {
    const [id] = await addMessages(fixture, "unmatched", 1);
    await expect(
      applyToMessages(as("it"), { kind: "ignore", items: [{ id, version: 1 }], reason: " " }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});
