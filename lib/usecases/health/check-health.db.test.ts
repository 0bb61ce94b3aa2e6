import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "@/db/client";
import { type InboxFixture, inboxFixture } from "../inbox/testing/inbox-fixture";
import { checkHealth } from "./check-health";

describe("health", () => {
  let inbox: InboxFixture;
  beforeAll(async () => {
    inbox = await inboxFixture();
  });
  afterAll(() => inbox.close());

  it("is ok without a worker, and says how long ago one was heard of", async () => {
    expect(await checkHealth(inbox.db)).toMatchObject({ status: "ok", database: "ok", worker: null });
    await inbox.db.execute(sql`insert into worker_heartbeat (id, started_at, seen_at, host, pid)
      values (${randomUUID()}, now(), now() - interval '7 seconds', 'h', 1)`);
    expect((await checkHealth(inbox.db)).worker?.seenSecondsAgo).toBeGreaterThanOrEqual(7);
    expect((await checkHealth(inbox.db)).version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("is unavailable, in time, when the database is", async () => {
    const nobody = connectDatabase("postgres://x:x@127.0.0.1:1/x");
    expect(await checkHealth(nobody)).toMatchObject({ status: "unavailable", database: "unavailable" });
    await nobody.$client.end();
  });
});
