import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inboxMessage } from "@/db/schema/inbox";
import { messageRow } from "./message-row";
import { storeBatch } from "./store-batch";
import { type InboxFixture, inboxFixture } from "./testing/inbox-fixture";

describe("a batch with one row the database refuses", () => {
  let inbox: InboxFixture;

  beforeAll(async () => {
    inbox = await inboxFixture();
  });
  afterAll(() => inbox.close());

  it("stores every other row and gives back that one alone", async () => {
    const { id } = await inbox.addConnection();
    const rows = Array.from({ length: 9 }, (_, index) => {
      const body = Buffer.from(`body ${index}`);
      return messageRow(inbox.companyId, { connectionId: id, body, transport: "http" }, new Date());
    });
    const poisoned = rows.map((row, index) => (index === 4 ? { ...row, connectionId: "not a uuid" } : row));
    const results = await storeBatch(inbox.db, poisoned);
    expect(results.map((result) => result instanceof Error)).toEqual(rows.map((_, index) => index === 4));
    expect(await inbox.db.$count(inboxMessage)).toBe(8);
  });

  it("knows its own row when an attempt is repeated whose answer was lost", async () => {
    const { id } = await inbox.addConnection();
    const row = messageRow(
      inbox.companyId,
      { connectionId: id, body: Buffer.from("again"), transport: "http" },
      new Date(),
    );
    const [first] = await storeBatch(inbox.db, [row]);
    const [second] = await storeBatch(inbox.db, [row]);
    expect(second).toEqual(first);
    expect(second).toMatchObject({ kind: "accepted" });
  });
});
