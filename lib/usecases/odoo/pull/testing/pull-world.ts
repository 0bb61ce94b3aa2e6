import { eq } from "drizzle-orm";
import { connectDatabase, type Database } from "@/db/client";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { listPulls } from "@/db/queries/odoo/pull-lease";
import { odooConnection, odooRecord } from "@/db/schema/odoo";
import { createTestDatabase } from "@/db/testing/test-database";
import { openOdooClient } from "@/lib/usecases/odoo/open-client";
import type { OdooReader } from "../guarded-client";
import type { PullDeps } from "../pull-deps";
import { pullRound } from "../pull-round";
import { addPlainConnection, type OdooLogin } from "./plain-connection";

export const SECRET_KEY = Buffer.alloc(32, 7);

export interface PullWorld {
  readonly db: Database;
  readonly url: string;
  readonly owner: OdooOwner;
  readonly deps: PullDeps;
  /** Moves our clock; Odoo's goes its own way. */
  advance(ms: number): void;
  now(): Date;
  /** Only these models are read from here on. */
  only(...models: string[]): Promise<void>;
  narrow(model: string, field: string): Promise<void>;
  widen(model: string, field: string): Promise<void>;
  /** Reads through something that stands between us and Odoo. */
  through(wrap: (reader: OdooReader) => OdooReader): PullDeps;
  /** Has every model looked at now. */
  read(deps?: PullDeps): Promise<void>;
  pull(model: string): Promise<Awaited<ReturnType<typeof listPulls>>[number]>;
  record(model: string, odooId: number): Promise<typeof odooRecord.$inferSelect | undefined>;
  close(): Promise<void>;
}

/** A Milepost that reads the given Odoo, with a clock a test can move. */
export async function pullWorld(odoo: OdooLogin): Promise<PullWorld> {
  const database = await createTestDatabase();
  const db = connectDatabase(database.url, { applicationName: "pull test" });
  const owner = await addPlainConnection(db, {
    secretKey: SECRET_KEY,
    odoo,
    hintSecret: "made-for-this-test",
  });
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const openReader = (of: OdooOwner): Promise<OdooReader> => openOdooClient(db, SECRET_KEY, of, "reader");
  const deps: PullDeps = { db, now, openReader };
  const [made] = await db.select().from(odooConnection);
  const all = made?.fields ?? {};
  const changeFields = async (model: string, change: (known: readonly string[]) => readonly string[]) => {
    const [row] = await db.select().from(odooConnection);
    const fields = { ...row?.fields, [model]: change(row?.fields?.[model] ?? []) };
    await db.update(odooConnection).set({ fields });
  };
  return {
    db,
    url: database.url,
    owner,
    deps,
    now,
    advance: (ms) => {
      aheadMs += ms;
    },
    only: async (...models) => {
      const fields = Object.entries(all).filter(([model]) => models.includes(model));
      await db.update(odooConnection).set({ fields: Object.fromEntries(fields) });
    },
    narrow: (model, field) => changeFields(model, (known) => known.filter((one) => one !== field)),
    widen: (model, field) => changeFields(model, (known) => [...known, field]),
    through: (wrap) => ({ ...deps, openReader: async (of) => wrap(await openReader(of)) }),
    read: async (with_ = deps) => {
      await db.$client.query("update odoo_pull set next_poll_at = '2000-01-01', looked_at = null");
      await pullRound(with_);
    },
    pull: async (model) => {
      const found = (await listPulls(db, owner)).find((pull) => pull.model === model);
      if (!found) throw new Error(`${model} is not read`);
      return found;
    },
    record: async (model, odooId) => {
      const rows = await db.select().from(odooRecord).where(eq(odooRecord.odooId, odooId));
      return rows.find((row) => row.model === model);
    },
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}
