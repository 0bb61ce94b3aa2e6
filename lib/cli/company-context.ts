import { userInfo } from "node:os";
import { connectDatabase, type Database } from "@/db/client";
import { env } from "@/lib/env";
import { chooseCompany } from "@/lib/usecases/access/choose-company";
import type { Context } from "@/lib/usecases/context";

/** Opens the database for one command and closes it, whatever happens. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = connectDatabase(env().DATABASE_URL, { max: 2, applicationName: "milepost command" });
  try {
    return await work(db);
  } finally {
    await db.$client.end();
  }
}

/** Runs a command for one company, in the name of the system account that called it. */
export async function withCompany<T>(
  slug: string | undefined,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return withDatabase(async (db) => {
    const companyId = await chooseCompany(db, slug);
    const actor = { kind: "system", job: `command line of ${userInfo().username}`, companyId } as const;
    return work({ db, actor, now: () => new Date() });
  });
}
