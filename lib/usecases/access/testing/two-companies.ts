import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { connectDatabase, type Database } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access/find-user";
import { createTestDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { ROLES, type Role } from "@/lib/domain/access/role";
import type { Context } from "@/lib/usecases/context";
import { addPerson } from "../add-person";
import { ensureCompany } from "../ensure-company";
import { startSession } from "../start-session";
import { foreignRows } from "./foreign-rows";
import type { ForeignIds } from "./forged-input";

const SECRET = "the matrix signs its sessions with this text";
/** In names and texts of the company that is forged against: nobody of the other may ever read it. */
export const MARK = "Kestrel-Only";

export interface TwoCompanies {
  readonly db: Database;
  /** Ids and numbers of the company that is forged against. */
  readonly theirs: ForeignIds;
  /** The cookie of a signed-in person with this role. */
  readonly cookie: (company: "own" | "other", role: Role) => string;
  /** Everything the company that is forged against has, as a hash of each of its tables. */
  readonly snapshot: () => Promise<Readonly<Record<string, string>>>;
  readonly close: () => Promise<void>;
}

/** Two companies in one database, each with a person of every role, and rows of every kind in the first. */
export async function twoCompanies(): Promise<TwoCompanies> {
  const database = await createTestDatabase();
  asSettings(database.url);
  const db = connectDatabase(database.url, { max: 6 });
  const own = await contextOf(db, "kestrel", `${MARK} Freight`);
  const other = await contextOf(db, "merlin", "Merlin Cargo");
  const cookies = new Map<string, string>();
  for (const [name, ctx] of [
    ["own", own],
    ["other", other],
  ] as const)
    for (const role of ROLES) cookies.set(`${name} ${role}`, await signIn(ctx, role));
  const theirs = await foreignRows(own, MARK);
  return {
    db,
    theirs,
    cookie: (company, role) => cookies.get(`${company} ${role}`) ?? "",
    snapshot: () => snapshot(db, own.actor.companyId),
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}

function asSettings(url: string): void {
  process.env.DATABASE_URL = url;
  process.env.NEXTAUTH_SECRET = SECRET;
  process.env.MILEPOST_SECRET_KEY = Buffer.alloc(32, 7).toString("base64");
  process.env.METRICS_TOKEN = "the metrics token of the matrix";
}

async function contextOf(db: Database, slug: string, name: string): Promise<Context> {
  const companyId = await ensureCompany(db, { slug, name, zone: "Europe/Amsterdam" });
  return { db, now: () => new Date(), actor: { kind: "system", job: "matrix", companyId } };
}

/** Adds a person of this role and gives back the token their browser would send. */
async function signIn(ctx: Context, role: Role): Promise<string> {
  const email = `${role}@company-${ctx.actor.companyId}.example`;
  await addPerson(ctx, { email, name: `${role} person`, role }, "a long walk by the canal");
  const user = await findUserByEmail(ctx.db, email);
  if (!user) throw new Error(`${email} was not added`);
  const origin = { address: null, userAgent: null };
  const { sessionId } = await inTransaction(ctx.db, (tx) =>
    startSession(tx, user, "password", origin, new Date()),
  );
  return encode({ token: { sessionId }, secret: SECRET });
}

/** Sessions are touched by being used, whoever uses them. */
const ALIVE = ["user_session"];

async function snapshot(db: Database, companyId: number): Promise<Record<string, string>> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`);
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    if (ALIVE.includes(name)) continue;
    const { rows } = await db.execute<{ hash: string }>(sql`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash
      from ${sql.identifier(name)} t where company_id = ${companyId}`);
    hashes[name] = rows[0]?.hash ?? "";
  }
  return hashes;
}
