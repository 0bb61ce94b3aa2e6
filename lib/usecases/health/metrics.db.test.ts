import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { storeMessages } from "../inbox/store-messages";
import { type InboxFixture, inboxFixture } from "../inbox/testing/inbox-fixture";
import { mayReadMetrics } from "./may-read-metrics";
import { metricsText, noteIntake } from "./metrics";

describe("metrics", () => {
  let inbox: InboxFixture;
  beforeAll(async () => {
    inbox = await inboxFixture();
  });
  afterAll(() => inbox.close());

  it("tell what came in, what waits to be read and how long, and how the process does", async () => {
    const { id } = await inbox.addConnection();
    const message = { connectionId: id, transport: "cli" } as const;
    const bodies = [
      { ...message, body: Buffer.from("a") },
      { ...message, body: Buffer.from("b") },
    ];
    await storeMessages(inbox.db, inbox.companyId, bodies, new Date(Date.now() - 60_000));
    noteIntake("accepted", 12);
    const { text, contentType } = await metricsText(inbox.db);
    expect(contentType).toContain("text/plain");
    expect(text).toContain('milepost_intake_total{result="accepted"} 1');
    expect(text).toContain("milepost_pipeline_waiting_messages 2");
    expect(Number(/oldest_waiting_seconds (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(60);
    expect(text).toContain('milepost_messages_waiting_for_person{state="quarantined"} 0');
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).toContain("milepost_database_up 1");
  });

  it("still tell of the process when the database is away", async () => {
    const nobody = connectDatabase("postgres://x:x@127.0.0.1:1/x");
    expect((await metricsText(nobody)).text).toContain("milepost_database_up 0");
    await nobody.$client.end();
  });

  it("are open to who holds the token only", () => {
    expect(mayReadMetrics("Bearer sixteen-character", "sixteen-character")).toBe(true);
    for (const given of [null, "Bearer", "Bearer other", "Basic sixteen-character"]) {
      expect(mayReadMetrics(given, "sixteen-character")).toBe(false);
    }
  });
});
