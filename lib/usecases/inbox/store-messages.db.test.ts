import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { insertMessages } from "@/db/queries/inbox/insert-messages";
import { intakeCounter } from "@/db/schema/connection";
import { inboxMessage } from "@/db/schema/inbox";
import { type IncomingMessage, messageRow } from "./message-row";
import { storeMessages } from "./store-messages";
import { type InboxFixture, inboxFixture } from "./testing/inbox-fixture";

describe("storing messages of a trusted sender", () => {
  let inbox: InboxFixture;
  let connectionId: string;
  const now = new Date();

  beforeAll(async () => {
    inbox = await inboxFixture();
    connectionId = (await inbox.addConnection()).id;
  });
  afterAll(() => inbox.close());

  const message = (text: string, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
    connectionId,
    body: Buffer.from(text),
    transport: "cli",
    ...more,
  });
  const store = (...messages: IncomingMessage[]) => storeMessages(inbox.db, inbox.companyId, messages, now);
  const stored = async (id: string) => {
    const [row] = await inbox.db.select().from(inboxMessage).where(eq(inboxMessage.id, id));
    if (!row) throw new Error(`message ${id} is not stored`);
    return row;
  };

  it("keeps the bytes exactly, whatever they are", async () => {
    const body = Buffer.from(Array.from({ length: 512 }, (_, value) => value % 256));
    const [first, empty] = await store(message("", { body }), message(""));
    expect((await stored(first?.messageId ?? "")).body.equals(body)).toBe(true);
    expect((await stored(empty?.messageId ?? "")).body.length).toBe(0);
  });

  it("knows the same bytes again and answers with the first id", async () => {
    const [first] = await store(message("same bytes"));
    const [again] = await store(message("same bytes"));
    expect(again).toEqual({ kind: "repeat", messageId: first?.messageId });
  });

  it("knows a repeat inside one batch", async () => {
    const [first, second, third] = await store(
      message("body of k1", { deliveryKey: "k1" }),
      message("body of k2", { deliveryKey: "k2" }),
      message("body of k1", { deliveryKey: "k1" }),
    );
    expect([first?.kind, second?.kind, third?.kind]).toEqual(["accepted", "accepted", "repeat"]);
    expect(third?.messageId).toBe(first?.messageId);
  });

  it("stores and flags other bytes under a known key, and knows those again too", async () => {
    const [first] = await store(message("one", { deliveryKey: "k3" }));
    const [other] = await store(message("two", { deliveryKey: "k3" }));
    expect(other).toMatchObject({ kind: "conflict", firstMessageId: first?.messageId });
    expect((await stored(other?.messageId ?? "")).conflictWith).toBe(first?.messageId);
    const [again, firstAgain] = await store(
      message("two", { deliveryKey: "k3" }),
      message("one", { deliveryKey: "k3" }),
    );
    expect(again).toEqual({ kind: "repeat", messageId: other?.messageId });
    expect(firstAgain).toEqual({ kind: "repeat", messageId: first?.messageId });
  });

  it("flags a conflict inside one batch", async () => {
    const results = await store(
      message("one", { deliveryKey: "k4" }),
      message("two", { deliveryKey: "k4" }),
      message("two", { deliveryKey: "k4" }),
      message("three", { deliveryKey: "k4" }),
    );
    expect(results.map((result) => result.kind)).toEqual(["accepted", "conflict", "repeat", "conflict"]);
    expect(results[2]?.messageId).toBe(results[1]?.messageId);
  });

  it("takes the same key of another connection as another message", async () => {
    const other = await inbox.addConnection();
    const results = await store(
      message("x", { deliveryKey: "k5" }),
      message("x", { deliveryKey: "k5", connectionId: other.id }),
    );
    expect(results.map((result) => result.kind)).toEqual(["accepted", "accepted"]);
  });

  it("keeps history under the time it was received, in the partition of that month", async () => {
    const receivedAt = new Date(now.getTime() - 14 * 86_400_000);
    const [old] = await store(message("from two weeks ago", { receivedAt }));
    const row = await stored(old?.messageId ?? "");
    expect(row.receivedAt).toEqual(receivedAt);
    expect(Number.parseInt(row.id.replaceAll("-", "").slice(0, 12), 16)).toBe(receivedAt.getTime());
    const lost = await inbox.db.execute(sql`select from only inbox_message_default`);
    expect(lost.rowCount).toBe(0);
  });

  it("counts what came in by connection and hour of receipt", async () => {
    const { id } = await inbox.addConnection();
    const hourAgo = new Date(now.getTime() - 3_600_000);
    const one = { connectionId: id, receivedAt: hourAgo };
    await store(message("a", one), message("b", one), message("a", one), message("c", { connectionId: id }));
    const rows = await inbox.db.select().from(intakeCounter).where(eq(intakeCounter.connectionId, id));
    const counts = rows.map(({ accepted, repeated, bytes }) => ({ accepted, repeated, bytes }));
    expect(counts).toHaveLength(2);
    expect(counts).toContainEqual({ accepted: 2, repeated: 1, bytes: 2 });
    expect(counts).toContainEqual({ accepted: 1, repeated: 0, bytes: 1 });
  });

  it("takes more than one statement holds, in the order given", async () => {
    const many = Array.from({ length: 1_203 }, (_, index) => message(`body ${index}`));
    const results = await store(...many);
    expect(results).toHaveLength(1_203);
    expect((await stored(results[1_202]?.messageId ?? "")).body.toString()).toBe("body 1202");
    const shards = await inbox.db.execute(sql`select distinct shard from inbox_message order by 1`);
    expect(shards.rows.map((row) => row.shard)).toEqual([0, 1, 2, 3]);
  });

  it("survives text that Postgres can't keep", async () => {
    const [result] = await store(
      message("odd names", {
        fileName: "a\0b\ud800.edi",
        headers: { "user-agent": "x\0y" },
        deliveryKey: "k\0",
      }),
    );
    expect((await stored(result?.messageId ?? "")).fileName).toBe("a\ufffdb\ufffd.edi");
  });

  it("keeps a delivery key too long for an index apart from others by its hash", async () => {
    const long = "k".repeat(10_000);
    const results = await store(
      message("x", { deliveryKey: `${long}1` }),
      message("x", { deliveryKey: `${long}2` }),
      message("x", { deliveryKey: `${long}1` }),
    );
    expect(results.map((result) => result.kind)).toEqual(["accepted", "accepted", "repeat"]);
  });

  it("lets exactly one of several racing senders have a key", async () => {
    const rivals = Array.from({ length: 4 }, () => connectDatabase(inbox.url, { max: 2 }));
    const keys = Array.from({ length: 50 }, (_, index) => `race ${index}`);
    const results = await Promise.all(
      rivals.map((db, rival) => {
        const order = rival % 2 ? keys.toReversed() : keys;
        const messages = order.map((deliveryKey) => message(deliveryKey, { deliveryKey }));
        return storeMessages(db, inbox.companyId, messages, now);
      }),
    );
    await Promise.all(rivals.map((db) => db.$client.end()));
    const accepted = results.flat().filter((result) => result.kind === "accepted");
    expect(accepted).toHaveLength(keys.length);
    expect(new Set(results.flat().map((result) => result.messageId)).size).toBe(keys.length);
  });

  it("commits durably even where the server is set to commit lazily", async () => {
    const setting = await inbox.db.transaction(async (tx) => {
      await tx.execute(sql`set local synchronous_commit = off`);
      await insertMessages(tx, [messageRow(inbox.companyId, message("durable"), now)]);
      return tx.execute<{ synchronous_commit: string }>(sql`show synchronous_commit`);
    });
    expect(setting.rows[0]?.synchronous_commit).toBe("on");
  });
});
