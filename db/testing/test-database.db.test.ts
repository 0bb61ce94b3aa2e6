import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestDatabase } from "./clone-database";
import { withClient } from "./template-database";
import { createTestDatabase } from "./test-database";

describe("a test database", () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it("comes migrated", async () => {
    const tables = await withClient(first.url, (client) =>
      client.query("select from information_schema.tables where table_name = 'event'"),
    );
    expect(tables.rowCount).toBe(1);
  });

  it("shares nothing with another one", async () => {
    await withClient(first.url, (client) => client.query("create table only_here ()"));
    const found = await withClient(second.url, (client) =>
      client.query("select from information_schema.tables where table_name = 'only_here'"),
    );
    expect(found.rowCount).toBe(0);
  });

  it("is cheap enough to make one per test file", async () => {
    const startedAt = performance.now();
    const database = await createTestDatabase();
    const elapsedMs = performance.now() - startedAt;
    await database.drop();
    expect(elapsedMs).toBeLessThan(1_000);
  });
});
