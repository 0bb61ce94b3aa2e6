import { v7 as uuidv7 } from "uuid";
import { connectDatabase, type Database } from "@/db/client";
import { company } from "@/db/schema/access";
import { connection } from "@/db/schema/connection";
import { createTestDatabase } from "@/db/testing/test-database";
import { storeMessages } from "@/lib/usecases/inbox/store-messages";
import { type PipelineDeps, runReprocess, runShard, SHARDS } from "../run-pipeline";

export interface PipelineWorld {
  readonly db: Database;
  readonly url: string;
  readonly companyId: number;
  readonly deps: PipelineDeps;
  addConnection(given?: Partial<typeof connection.$inferInsert>): Promise<string>;
  /** Stores raw messages as if they had arrived now and returns their ids. */
  receive(connectionId: string, ...bodies: string[]): Promise<string[]>;
  /** Runs the pipeline until nothing is left to do. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** A company on a database of its own, with a pipeline driven by hand. */
export async function pipelineWorld(now: () => Date = () => new Date()): Promise<PipelineWorld> {
  const { url, drop } = await createTestDatabase();
  const db = connectDatabase(url, { max: 4 });
  const [made] = await db
    .insert(company)
    .values({ slug: "acme", name: "Acme Freight", defaultZone: "America/Chicago" })
    .returning();
  if (!made) throw new Error("company was not made");
  const deps: PipelineDeps = { db, now };
  const drain = async () => {
    for (let busy = true; busy; ) {
      busy = false;
      for (const shard of SHARDS) busy = (await runShard(deps, shard)).messages > 0 || busy;
      busy = (await runReprocess(deps)).messages > 0 || busy;
    }
  };
  return {
    db,
    url,
    companyId: made.id,
    deps,
    drain,
    addConnection: async (given = {}) => {
      const id = uuidv7();
      await db.insert(connection).values({
        id,
        companyId: made.id,
        slug: `c-${id}`,
        name: "Test carrier",
        dialect: "x12",
        partnerKind: "carrier",
        verification: { scheme: "none" },
        maxBodyBytes: 16_000_000,
        ...given,
      });
      return id;
    },
    receive: async (connectionId, ...bodies) => {
      const messages = bodies.map((body) => ({
        connectionId,
        body: Buffer.from(body),
        transport: "cli" as const,
      }));
      return (await storeMessages(db, made.id, messages, now())).map((stored) => stored.messageId);
    },
    close: async () => {
      await db.$client.end();
      await drop();
    },
  };
}
