import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { connectDatabase, type Database } from "@/db/client";
import { company } from "@/db/schema/access";
import { connection } from "@/db/schema/connection";
import { messageState } from "@/db/schema/inbox";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/access/role";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import type { Context } from "@/lib/usecases/context";

export interface DecisionFixture {
  readonly db: Database;
  readonly companyId: number;
  readonly connectionId: string;
  contextOf(role: Role): Context;
  /** Someone of another company. */
  strangerOf(role: Role): Context;
  setState(messageId: string, state: MessageState): Promise<void>;
  close(): Promise<void>;
}

/** A database with two companies, one connection of the first, and people of every role. */
export async function decisionFixture(): Promise<DecisionFixture> {
  const database = await createTestDatabase();
  const db = connectDatabase(database.url, { applicationName: "decision test" });
  const companies = await db
    .insert(company)
    .values([
      { slug: "northwind", name: "Northwind Freight" },
      { slug: "southwind", name: "Southwind Freight" },
    ])
    .returning({ id: company.id });
  const [own = 0, other = 0] = companies.map(({ id }) => id);
  const connectionId = uuidv7();
  await db.insert(connection).values({
    id: connectionId,
    companyId: own,
    slug: "partner",
    name: "Partner",
    dialect: "x12",
    partnerKind: "carrier",
    verification: { scheme: "none" },
    maxBodyBytes: 1024,
  });
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
    now: () => new Date(),
  });
  return {
    db,
    companyId: own,
    connectionId,
    contextOf: (role) => contextOf(own, role),
    strangerOf: (role) => contextOf(other, role),
    setState: async (messageId, state) => {
      await db
        .update(messageState)
        .set({ state, rank: MESSAGE_STATES[state].rank })
        .where(eq(messageState.messageId, messageId));
    },
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}

/** Messages as the pipeline leaves them, newest first by a second each. @returns their ids, at least one. */
export async function addMessages(
  fixture: DecisionFixture,
  state: MessageState,
  count: number,
  reasonCode: string | null = null,
): Promise<[string, ...string[]]> {
  const newestMs = Date.parse("2026-03-10T12:00:00Z");
  const rows = Array.from({ length: count }, (_, place) => {
    const receivedAt = new Date(newestMs - place * 1_000);
    return {
      companyId: fixture.companyId,
      messageId: uuidv7({ msecs: receivedAt.getTime() }),
      connectionId: fixture.connectionId,
      receivedAt,
      state,
      rank: MESSAGE_STATES[state].rank,
      reasonCode,
      format: "x12",
      documents: "214",
      sizeBytes: 300,
      shipmentIds: [],
      candidateIds: [],
      eventCount: 1,
      newEventCount: 0,
      problems: [],
      attempts: 1,
      processedAt: receivedAt,
    };
  });
  await fixture.db.insert(messageState).values(rows);
  const [first, ...rest] = rows.map((row) => row.messageId);
  if (!first) throw new RangeError("at least one message");
  return [first, ...rest];
}
