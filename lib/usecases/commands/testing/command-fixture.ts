import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { connectDatabase, type Database } from "@/db/client";
import type { CommandRow } from "@/db/queries/commands/write-command";
import { company } from "@/db/schema/access";
import { command } from "@/db/schema/command";
import { connection } from "@/db/schema/connection";
import { odooConnection } from "@/db/schema/odoo";
import { createTestDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import type { OdooClient } from "@/lib/connectors/odoo/client/odoo-client";
import type { Role } from "@/lib/domain/access/role";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import type { Context } from "@/lib/usecases/context";
import type { CommandDeps } from "../command-deps";
import type { CommandInput } from "../command-input";
import { enqueueCommand } from "../enqueue-command";

/** A company with one Odoo connection on a database of its own, and a clock that is moved by hand. */
export interface CommandFixture {
  readonly db: Database;
  readonly companyId: number;
  readonly connectionId: string;
  readonly deps: CommandDeps;
  contextOf(role: Role): Context;
  /** Adds to the clock. */
  wait(ms: number): void;
  enqueue(input: CommandInput): ReturnType<typeof enqueueCommand>;
  commands(): Promise<CommandRow[]>;
  attempts(): Promise<{ kind: string; outcome: string; request: unknown; reply: unknown }[]>;
  close(): Promise<void>;
}

export async function commandFixture(openClient: () => Promise<OdooClient>): Promise<CommandFixture> {
  const { url, drop } = await createTestDatabase();
  const db = connectDatabase(url, { max: 6, applicationName: "command test" });
  const [made] = await db.insert(company).values({ slug: "acme", name: "Acme Freight" }).returning();
  if (!made) throw new Error("company was not made");
  const companyId = made.id;
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
    baseUrl: "http://127.0.0.1:8069",
    database: "logistics",
    settings: DEFAULT_ODOO_SETTINGS,
  });
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const system = { kind: "system", job: "test", companyId } as const;
  return {
    db,
    companyId,
    connectionId,
    deps: { db, now, leaseNow: async () => now(), openClient },
    contextOf: (role) => ({
      db,
      now,
      actor: { kind: "user", id: uuidv7(), companyId, role, name: `Person ${role}`, email: "p@example.test" },
    }),
    wait: (ms) => {
      offsetMs += ms;
    },
    enqueue: (input) => inTransaction(db, (tx) => enqueueCommand(tx, { actor: system, now }, input)),
    commands: () => db.select().from(command).orderBy(command.position),
    attempts: async () => {
      const { rows } = await db.execute<{ kind: string; outcome: string; request: unknown; reply: unknown }>(
        sql`select kind, outcome, request, reply from command_attempt order by command_id, number`,
      );
      return rows;
    },
    close: async () => {
      await db.$client.end();
      await drop();
    },
  };
}
