import { v7 as uuidv7 } from "uuid";
import { connectDatabase, type Database } from "@/db/client";
import { company } from "@/db/schema/access";
import { command } from "@/db/schema/command";
import { connection } from "@/db/schema/connection";
import { odooConnection } from "@/db/schema/odoo";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/access/role";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import type { Context } from "@/lib/usecases/context";

type NewCommand = typeof command.$inferInsert;

export interface OdooFixture {
  readonly db: Database;
  readonly companyId: number;
  readonly connectionId: string;
  readonly now: Date;
  contextOf(role: Role): Context;
  /** Someone of another company. */
  strangerOf(role: Role): Context;
  /** Writes to Odoo, newest first by a second each. @returns their ids. */
  addCommands(count: number, values: Partial<NewCommand>): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A database with two companies and one Odoo connection of the first, set up and answering. */
export async function odooFixture(): Promise<OdooFixture> {
  const database = await createTestDatabase();
  const db = connectDatabase(database.url, { applicationName: "odoo view test" });
  const now = new Date("2026-11-20T12:00:00Z");
  const companies = await db
    .insert(company)
    .values([
      { slug: "northwind", name: "Northwind Freight" },
      { slug: "southwind", name: "Southwind Freight" },
    ])
    .returning({ id: company.id });
  const [own = 0, other = 0] = companies.map(({ id }) => id);
  const connectionId = await addOdoo(db, own, now);
  const contextOf = (companyId: number, role: Role): Context => ({
    db,
    actor: {
      kind: "user",
      id: uuidv7(),
      companyId,
      role,
      name: `Person ${role}`,
      email: `${role}@example.test`,
    },
    now: () => now,
  });
  return {
    db,
    companyId: own,
    connectionId,
    now,
    contextOf: (role) => contextOf(own, role),
    strangerOf: (role) => contextOf(other, role),
    addCommands: async (count, values) => {
      const rows = commandsOf({ companyId: own, connectionId, now }, count, values);
      await db.insert(command).values(rows);
      return rows.map((row) => row.id);
    },
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}

async function addOdoo(db: Database, companyId: number, now: Date): Promise<string> {
  const connectionId = uuidv7();
  await db.insert(connection).values({
    id: connectionId,
    companyId,
    slug: "odoo",
    name: "Odoo",
    dialect: "odoo",
    partnerKind: "erp",
    verification: { scheme: "none" },
    maxBodyBytes: 1024,
  });
  await db.insert(odooConnection).values({
    companyId,
    connectionId,
    baseUrl: "https://erp.example.test",
    database: "logistics",
    serverVersion: "19.0",
    transport: "json2",
    readerLogin: "milepost-reader",
    readerKeySealed: Buffer.from("sealed"),
    readerKeyExpiresAt: new Date(now.getTime() + 10 * 86_400_000),
    settings: DEFAULT_ODOO_SETTINGS,
    checkedAt: now,
  });
  return connectionId;
}

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
  readonly now: Date;
}

function commandsOf({ now, ...owner }: Owner, count: number, values: Partial<NewCommand>) {
  return Array.from({ length: count }, (_, place) => {
    const requestedAt = new Date(now.getTime() - (place + 1) * 1_000);
    const id = uuidv7({ msecs: requestedAt.getTime() });
    return {
      ...owner,
      id,
      operationKey: `note:${id}`,
      kind: "status_note" as const,
      documentKey: `stock.picking,${place + 1}`,
      payload: { companyId: 1, pickingId: place + 1, text: "Delivered" },
      state: "pending" as const,
      requestedBy: "flow",
      requestedAt,
      ...values,
    };
  });
}
