import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { connectDatabase, type Database } from "@/db/client";
import type { ExceptionRow } from "@/db/queries/watch/exceptions";
import { appUser, company } from "@/db/schema/access";
import { connection } from "@/db/schema/connection";
import { exception } from "@/db/schema/exception";
import { createTestDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import type { UserActor } from "@/lib/domain/access/actor";
import type { Role } from "@/lib/domain/access/role";
import type { SubjectKind } from "@/lib/domain/exception/exception";
import type { Finding } from "@/lib/domain/exception/finding";
import type { Context } from "@/lib/usecases/context";
import { type WatchedSubject, writeExceptions } from "@/lib/usecases/watch/write-exceptions";

export interface ExceptionWorld {
  readonly db: Database;
  readonly url: string;
  readonly companyId: number;
  readonly connectionId: string;
  /** Moves by hand. */
  readonly clock: { now: Date };
  readonly now: () => Date;
  /** A person of this role who can sign in, and the context in which they act. */
  person(role: Role, name?: string): Promise<Context & { readonly actor: UserActor }>;
  stranger(role: Role): Promise<Context & { readonly actor: UserActor }>;
  /** Lets the rules look at one subject. */
  look(
    subject: Partial<WatchedSubject> & Pick<WatchedSubject, "subjectId">,
    kind?: SubjectKind,
  ): Promise<number>;
  /** All exceptions, in order of kind and subject. */
  all(): Promise<ExceptionRow[]>;
  /** The kept counts against the truth; equal when nothing went astray. */
  countsMatch(): Promise<boolean>;
  close(): Promise<void>;
}

/** A finding that says the least. */
export const finding = (given: Partial<Finding> = {}): Finding => ({
  kind: "late_delivery",
  cause: "",
  since: Date.parse("2026-11-20T08:00:00Z"),
  dueAt: null,
  summary: "Delivery",
  severity: "high",
  ...given,
});

/** Two companies on a database of their own, one connection of the first, and a clock moved by hand. */
export async function exceptionWorld(): Promise<ExceptionWorld> {
  const database = await createTestDatabase();
  const db = connectDatabase(database.url, { max: 6 });
  const made = await db
    .insert(company)
    .values([
      { slug: "acme", name: "Acme Freight", defaultZone: "Europe/Amsterdam" },
      { slug: "other", name: "Other Freight" },
    ])
    .returning({ id: company.id });
  const [companyId = 0, otherId = 0] = made.map(({ id }) => id);
  const clock = { now: new Date("2026-11-20T10:00:00Z") };
  const now = () => clock.now;
  const connectionId = await addConnection(db, companyId, "carrier");
  const person = async (owner: number, role: Role, name: string) => {
    const id = uuidv7();
    const email = `${role}-${id}@example.test`;
    await db.insert(appUser).values({ id, companyId: owner, email, name, role });
    return { db, now, actor: { kind: "user" as const, id, companyId: owner, role, name, email } };
  };
  return {
    db,
    url: database.url,
    companyId,
    connectionId,
    clock,
    now,
    person: (role, name = `Person ${role}`) => person(companyId, role, name),
    stranger: (role) => person(otherId, role, "Stranger"),
    look: (given, kind = "shipment") => {
      const subject: WatchedSubject = {
        label: "SHP-1",
        shipmentId: kind === "shipment" ? given.subjectId : null,
        connectionId: kind === "shipment" ? null : connectionId,
        customer: null,
        carrier: null,
        findings: [],
        newMilestones: new Set(),
        ...given,
      };
      return inTransaction(db, (tx) =>
        writeExceptions(tx, companyId, [subject], { subjectKind: kind, slot: 0, now: clock.now }),
      );
    },
    all: () => db.select().from(exception).orderBy(exception.kind, exception.subjectId, exception.cause),
    countsMatch: async () => {
      const { rows } = await db.execute(sql`
        select key from (
          select key, sum(count) as n from exception_count where company_id = ${companyId} group by key
          union all
          select k, -count(*) from exception cross join lateral (values ('state:' || state), ('kind:' || kind || ':' || state)) keys(k)
            where company_id = ${companyId} group by k) both_sides
        group by key having sum(n) <> 0
        union all
        select g.id::text from exception_group g where g.open_count <> (select count(*) from exception e where e.company_id = g.company_id
          and e.group_id = g.id and e.state in ('open', 'acknowledged', 'snoozed'))`);
      return rows.length === 0;
    },
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}

export async function addConnection(
  db: Database,
  companyId: number,
  slug: string,
  given: Partial<typeof connection.$inferInsert> = {},
): Promise<string> {
  const id = uuidv7();
  await db.insert(connection).values({
    ...{ id, companyId, slug, name: slug, dialect: "x12", partnerKind: "carrier" },
    ...{ verification: { scheme: "none" }, maxBodyBytes: 1_024 },
    ...given,
  });
  return id;
}
