import { hash, randomBytes } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "@/db/client";
import { inboxMessage, messageState } from "@/db/schema/inbox";
import type { TestDatabase } from "@/db/testing/clone-database";
import { createTestDatabase } from "@/db/testing/test-database";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { knownShipments } from "@/lib/usecases/demo/demo-world";
import { runPipelineRound } from "@/lib/usecases/pipeline/upkeep";
import { fillHistory, historyMessages } from "./history";
import { intoInbox } from "./live/deliver";
import { type OpenWorld, openWorld } from "./open-world";
import type { OutgoingMessage } from "./schedule/outgoing";

const anchorAt = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
const world = { seed: 3, shipments: 25, days: 4, anchorAt };
const secretKey = randomBytes(32);
const password = "orchard-lantern-42";

describe("the demo company", () => {
  let database: TestDatabase;
  let db: Database;
  let open: OpenWorld;
  let messages: OutgoingMessage[];

  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.url, { max: 4 });
    open = await openWorld(db, { world, secretKey, password });
    messages = historyMessages(open.world, { after: Number.NEGATIVE_INFINITY, until: anchorAt });
    await fillHistory(db, open.companyId, open.cast, messages, () => undefined);
  });
  afterAll(async () => {
    await db.$client.end();
    await database.drop();
  });

  it("is made once: people, connections with sealed secrets, and the world it keeps", async () => {
    expect(open.added).toEqual({ people: 6, connections: 8, policies: 3 });
    expect([...open.cast.values()].every(({ secret }) => secret !== null && secret.length >= 16)).toBe(true);
    const again = await openWorld(db, { world: { ...world, seed: 99 }, secretKey, password });
    expect(again.added).toEqual({ people: 0, connections: 0, policies: 0 });
    expect(again.world).toEqual(world);
    expect(again.cast.get("blue-heron")?.secret).toBe(open.cast.get("blue-heron")?.secret);
    expect(again.lastAt?.getTime()).toBe(messages.at(-1)?.receivedAt);
  });

  it("finds its history in the inbox, in order, none of it from the future", async () => {
    const rows = await db
      .select({ receivedAt: inboxMessage.receivedAt })
      .from(inboxMessage)
      .where(eq(inboxMessage.companyId, open.companyId))
      .orderBy(inboxMessage.seq);
    const times = rows.map(({ receivedAt }) => receivedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(anchorAt);
    // The same bytes without a key of their own are the same delivery, such as the error page of a broken line.
    const kept = new Set(
      messages.map(({ source, body, deliveryKey, trouble }) =>
        [source, deliveryKey ?? hash("sha256", body), trouble === "conflict"].join(" "),
      ),
    );
    expect(rows.length).toBe(kept.size);
  });

  it("is read: every tendered shipment is known, and only broken messages are set aside", async () => {
    const deps = { db, now: () => new Date() };
    while ((await runPipelineRound(deps, () => undefined)) > 0);
    const tendered = new Set(
      messages
        .flatMap(({ tellings }) => tellings)
        .filter(({ kind }) => kind === "tender")
        .map(({ plan }) => plan.id),
    );
    expect(await knownShipments(db, open.companyId, [...tendered])).toEqual(tendered);
    const states = await db
      .select({ state: messageState.state })
      .from(messageState)
      .where(inArray(messageState.state, ["quarantined", "conflict"]));
    const broken = messages.filter(({ trouble }) => /truncated|garbage|conflict/.test(trouble ?? "")).length;
    expect(states.length).toBeLessThanOrEqual(broken);
  });

  it("goes on where it stopped, with live messages that are new to the inbox", async () => {
    const deliver = intoInbox(db, open.companyId, open.cast);
    const [next] = historyMessages(open.world, { after: anchorAt, until: anchorAt + 60 * MINUTE_MS });
    if (!next) throw new Error("nobody has anything to say within the hour");
    expect(await deliver(next, new Date())).toEqual({ kind: "taken", status: 202 });
    const again = await openWorld(db, { world, secretKey, password: null });
    expect(again.lastAt?.getTime()).toBeGreaterThan(messages.at(-1)?.receivedAt ?? 0);
  });
});
