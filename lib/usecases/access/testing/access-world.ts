import { connectDatabase, type Database } from "@/db/client";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { addPerson } from "../add-person";
import { ensureCompany } from "../ensure-company";
import { findPerson } from "../find-person";

export const PASSWORD = "a long walk by the canal";
export const ORIGIN = { address: "192.0.2.7", userAgent: "test" };

export interface AccessWorld {
  readonly db: Database;
  /** The company's own process at a moment that tests may move. */
  readonly system: Context;
  readonly clock: { now: Date };
  /** Adds a person with `PASSWORD` and gives back the context in which they act. */
  readonly add: (email: string, role: Role) => Promise<Context & { readonly userId: string }>;
  readonly close: () => Promise<void>;
}

/** A migrated database of one company and nobody in it. */
export async function accessWorld(): Promise<AccessWorld> {
  const database = await createTestDatabase();
  const db = connectDatabase(database.url, { max: 8 });
  const companyId = await ensureCompany(db, {
    slug: "acme",
    name: "Acme Freight BV",
    zone: "Europe/Amsterdam",
  });
  const clock = { now: new Date("2026-11-20T08:00:00Z") };
  const now = () => clock.now;
  const system: Context = { db, now, actor: { kind: "system", job: "test", companyId } };
  return {
    db,
    system,
    clock,
    add: async (email, role) => {
      const name = email.split("@")[0] ?? email;
      await addPerson(system, { email, name, role }, PASSWORD);
      const userId = await findPerson(system, email);
      return { db, now, userId, actor: { kind: "user", id: userId, companyId, role, name, email } };
    },
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}
