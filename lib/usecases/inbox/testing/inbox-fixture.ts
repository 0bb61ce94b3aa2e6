import { randomUUID } from "node:crypto";
import { connectDatabase, type Database } from "@/db/client";
import { company } from "@/db/schema/access";
import { connection } from "@/db/schema/connection";
import { createTestDatabase } from "@/db/testing/test-database";

export type ConnectionRow = typeof connection.$inferSelect;

export interface InboxFixture {
  readonly db: Database;
  readonly url: string;
  readonly companyId: number;
  addConnection(settings?: Partial<typeof connection.$inferInsert>): Promise<ConnectionRow>;
  close(): Promise<void>;
}

/** A database with one company in it, and connections as a test asks for them. */
export async function inboxFixture(): Promise<InboxFixture> {
  const database = await createTestDatabase();
  const db = connectDatabase(database.url, { applicationName: "inbox test" });
  const [made] = await db
    .insert(company)
    .values({ slug: "northwind", name: "Northwind Freight" })
    .returning({ id: company.id });
  if (!made) throw new Error("the test company was not made");
  return {
    db,
    url: database.url,
    companyId: made.id,
    addConnection: (settings) => addConnection(db, made.id, settings),
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}

async function addConnection(
  db: Database,
  companyId: number,
  settings: Partial<typeof connection.$inferInsert> = {},
): Promise<ConnectionRow> {
  const id = settings.id ?? randomUUID();
  const [row] = await db
    .insert(connection)
    .values({
      id,
      companyId,
      slug: `partner-${id.slice(0, 8)}`,
      name: "Partner",
      dialect: "easypost",
      partnerKind: "aggregator",
      verification: { scheme: "none" },
      maxBodyBytes: 1024 * 1024,
      ...settings,
    })
    .returning();
  if (!row) throw new Error("the test connection was not made");
  return row;
}
