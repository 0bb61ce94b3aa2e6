import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storeMessages } from "../inbox/store-messages";
import { type InboxFixture, inboxFixture } from "../inbox/testing/inbox-fixture";
import { addSecret } from "../inbox/testing/sender-fixture";
import { checkDatabase } from "./check-database";
import { checkDisk } from "./check-disk";
import { checkPipeline, checkSecrets } from "./check-work";
import type { Finding } from "./finding";

const levels = (findings: readonly Finding[]) => findings.map(({ subject, level }) => `${subject} ${level}`);

describe("the doctor", () => {
  let inbox: InboxFixture;
  beforeAll(async () => {
    inbox = await inboxFixture();
  });
  afterAll(() => inbox.close());

  it("finds a migrated database well", async () => {
    expect(levels(await checkDatabase(inbox.db))).toEqual([
      "database version ok",
      "clock ok",
      "migrations ok",
      "partitions ok",
    ]);
  });

  it("names migrations and partitions that are missing", async () => {
    const changed = await inboxFixture();
    const { rows } = await changed.db.execute<{ name: string }>(sql`
      select to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month', '"event"_YYYY_MM') as name`);
    const name = rows[0]?.name ?? "";
    await changed.db.execute(sql`drop table ${sql.identifier(name)}`);
    const partitions = (await checkDatabase(changed.db)).find(({ subject }) => subject === "partitions");
    await changed.db.execute(sql`delete from drizzle.__drizzle_migrations`);
    const migrations = levels(await checkDatabase(changed.db));
    await changed.close();
    expect(partitions).toMatchObject({ level: "fail", message: expect.stringContaining(name) });
    expect(migrations).toContain("migrations fail");
  });

  it("tells a worker that is away and messages that wait too long", async () => {
    const { id } = await inbox.addConnection();
    expect(levels(await checkPipeline(inbox.db))).toEqual(["worker fail", "pipeline ok"]);
    const old = {
      connectionId: id,
      body: Buffer.from("x"),
      transport: "cli",
      receivedAt: new Date(Date.now() - 90_000),
    } as const;
    await storeMessages(inbox.db, inbox.companyId, [old], new Date());
    await inbox.db.execute(sql`insert into worker_heartbeat (id, started_at, seen_at, host, pid)
      values (${randomUUID()}, now(), now(), 'h', 1)`);
    expect(levels(await checkPipeline(inbox.db))).toEqual(["worker ok", "pipeline warn"]);
  });

  it("fails a key that does not open what is stored", async () => {
    const key = randomBytes(32);
    await addSecret(inbox.db, key, await inbox.addConnection(), "s");
    expect((await checkSecrets(inbox.db, key)).level).toBe("ok");
    expect(await checkSecrets(inbox.db, randomBytes(32))).toMatchObject({ level: "fail" });
  });

  it("fails a drop folder that is not there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "doctor-"));
    const look = (path: string) => checkDisk([{ subject: "drop folder", path, writable: true }]);
    expect((await look(folder))[0]?.level).not.toBe("fail");
    await rm(folder, { recursive: true });
    expect((await look(folder))[0]).toMatchObject({ level: "fail" });
  });
});
