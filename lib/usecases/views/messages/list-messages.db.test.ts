import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitingReference } from "@/db/schema/inbox";
import { type MessageQuery, readMessageQuery } from "@/lib/contracts/messages/message-query";
import {
  addMessages,
  type DecisionFixture,
  decisionFixture,
} from "@/lib/usecases/messages/testing/decision-fixture";
import { listMessages } from "./list-messages";

let fixture: DecisionFixture;
let ids: Record<"quarantined" | "unmatched" | "recorded" | "duplicate", readonly string[]>;

beforeAll(async () => {
  fixture = await decisionFixture();
  ids = {
    unmatched: await addMessages(fixture, "unmatched", 60, "unknown_reference"),
    quarantined: await addMessages(fixture, "quarantined", 45, "truncated"),
    recorded: await addMessages(fixture, "recorded", 30),
    duplicate: await addMessages(fixture, "duplicate", 3, "duplicate_event"),
  };
});
afterAll(() => fixture.close());

const list = (params: Record<string, string> = {}) =>
  listMessages(fixture.contextOf("customer_service"), readMessageQuery(params));

/** Every page from the first to the last, by the links a person would follow. */
async function walk(params: Record<string, string>) {
  const pages = [await list(params)];
  for (let page = pages[0]; page?.older; page = pages.at(-1)) {
    pages.push(await list({ ...params, after: page.older }));
  }
  return pages;
}

describe("the inbox", () => {
  it("shows what can't be read first, then newest first, and every message once", async () => {
    const pages = await walk({});
    const shown = pages.flatMap((page) => page.rows.map((row) => row.id));
    expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 5]);
    expect(shown).toEqual([...ids.quarantined, ...ids.unmatched]);
  });

  it("goes back by key to exactly the page before", async () => {
    const [first, second] = await walk({});
    const back = await list({ before: second?.newer ?? "" });
    expect(back.rows.map((row) => row.id)).toEqual(first?.rows.map((row) => row.id));
    expect(back.newer).toBeNull();
    expect(first?.newer).toBeNull();
  });

  it("shows the log of everything newest first, across states", async () => {
    const [page] = await walk({ tab: "all" });
    const times = page?.rows.map((row) => row.receivedAt) ?? [];
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(page?.rows.map((row) => row.state)).size).toBe(4);
  });

  it("counts what needs a person by state, never beyond a thousand", async () => {
    const { counts } = await list();
    expect(counts.person).toEqual({ count: 105, more: false });
    expect(counts.byState).toMatchObject({
      quarantined: { count: 45 },
      conflict: { count: 0 },
      unmatched: { count: 60 },
    });
    await addMessages(fixture, "conflict", 1_001);
    expect((await list()).counts.byState.conflict).toEqual({ count: 1_000, more: true });
  });

  it("narrows by state, reason, days and connection", async () => {
    const narrowed: [Record<string, string>, number][] = [
      [{ state: "quarantined" }, 45],
      [{ tab: "all", state: "duplicate" }, 3],
      [{ reason: "truncated" }, 45],
      [{ reason: "no_such_reason" }, 0],
      [{ state: "quarantined", from: "2026-03-10", until: "2026-03-10" }, 45],
      [{ state: "quarantined", until: "2026-03-09" }, 0],
      [{ state: "quarantined", within: "1h" }, 0],
      [{ state: "quarantined", connection: fixture.connectionId }, 45],
      [{ state: "quarantined", connection: "01a00000-0000-7000-8000-000000000000" }, 0],
    ];
    for (const [params, count] of narrowed) {
      expect((await list(params)).rows.length, JSON.stringify(params)).toBe(count);
    }
  });

  it("finds a message by the reference it waits for, whatever the separators, and by its id", async () => {
    const [messageId = ""] = ids.unmatched;
    const { companyId } = fixture;
    const sinceAt = new Date();
    await fixture.db
      .insert(waitingReference)
      .values({ companyId, lookup: "PO7001", type: "purchase_order", messageId, sinceAt });
    for (const q of ["po-7001", "PO 70", messageId]) {
      expect(
        (await list({ q })).rows.map((row) => row.id),
        q,
      ).toEqual([messageId]);
    }
    expect((await list({ q: "nothing of ours" })).rows).toEqual([]);
  });

  it("says when no worker has been seen", async () => {
    expect((await list()).lag).toMatchObject({ workerIsMissing: true, workerSeenAt: null, oldestAt: null });
  });

  it("shows nothing of another company", async () => {
    const query: MessageQuery = readMessageQuery({ tab: "all" });
    const strange = await listMessages(fixture.strangerOf("admin"), query);
    expect([strange.rows, strange.counts.person.count, strange.connections]).toEqual([[], 0, []]);
  });

  it("takes a stale or mistyped address for the plain list", async () => {
    const page = await list({
      state: "nonsense",
      after: "8_yesterday_nobody",
      within: "3y",
      from: "2026-02-31x",
    });
    expect(page.rows).toHaveLength(50);
  });
});
