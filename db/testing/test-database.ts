import { inject } from "vitest";
import { cloneDatabase, type TestDatabase } from "./clone-database";

/** A migrated, empty database of this test alone, on the server that the global setup started. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, template } = inject("testPostgres");
  return cloneDatabase(serverUrl, template);
}
