import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { connection } from "@/db/schema/connection";
import { flowRun } from "@/db/schema/flow";
import { odooConnection } from "@/db/schema/odoo";
import { type CommandWorld, openCommandWorld } from "@/lib/connectors/odoo/commands/testing/command-world";
import type { ContractWorld } from "@/lib/connectors/odoo/contract/contract-world";
import type { OdooTarget } from "@/lib/connectors/odoo/contract/target";
import type { FlowName } from "@/lib/domain/flow/definition";
import { runCommands } from "@/lib/usecases/commands/run-commands";
import { sealSecret } from "@/lib/usecases/connections/seal";
import { storeMessages } from "@/lib/usecases/inbox/store-messages";
import { composeDeliveries } from "@/lib/usecases/odoo/deliveries/compose-deliveries";
import { type PullWorld, pullWorld, SECRET_KEY } from "@/lib/usecases/odoo/pull/testing/pull-world";
import { runReprocess, runShard, SHARDS } from "@/lib/usecases/pipeline/run-pipeline";
import type { FlowDeps } from "../engine/flow-implementation";
import { followEvents } from "../engine/follow-events";
import { wakeSettled, workOnRuns } from "../engine/work-on-runs";
import { FLOWS } from "../registry";

/** Milepost whole, driven by hand, on an Odoo: what Odoo says, what partners say, the flows and the commands they tell. */
export interface OdooFlowWorld extends Pick<PullWorld, "db" | "url" | "owner" | "advance" | "now"> {
  readonly odoo: CommandWorld;
  /** For the helpers that make documents in Odoo. */
  readonly documents: ContractWorld;
  readonly companyId: number;
  readonly flowDeps: FlowDeps;
  addPartner(given: Partial<typeof connection.$inferInsert>): Promise<string>;
  tell(connectionId: string, ...bodies: string[]): Promise<void>;
  /** Reads Odoo, records, follows, works and tells commands until nothing moves any more; the flows by `worker` where one is given. */
  settle(worker?: FlowWorker): Promise<void>;
  /** Follows and works, without a look at Odoo. */
  work(): Promise<void>;
  runsOf(flow: FlowName, shipmentId?: string): Promise<(typeof flowRun.$inferSelect)[]>;
  readonly find: CommandWorld["admin"]["find"];
  close(): Promise<void>;
}

/** What drives flows, a round at a time; true while there may be more. */
interface FlowWorker {
  follow(): Promise<boolean>;
  work(): Promise<boolean>;
}

const MOST_ROUNDS = 60;

export async function odooFlowWorld(target: OdooTarget): Promise<OdooFlowWorld> {
  const odoo = await openCommandWorld(target, `Milepost flow tests ${randomUUID().slice(0, 8)}`);
  const { url, database, adminLogin: login, adminPassword: password } = target;
  const pull = await pullWorld({ url, database, login, password });
  const { db, owner, now } = pull;
  const { companyId } = owner;
  const deps = { db, now };
  const flowDeps: FlowDeps = { ...deps, flows: FLOWS, leaseNow: async () => now(), chance: () => 0 };
  const commandDeps = { ...deps, openClient: async () => odoo.client, leaseNow: async () => now() };
  await db.update(connection).set({ mayCreateShipments: true }).where(eq(connection.id, owner.connectionId));
  const actor = { actorLogin: odoo.login, actorKeySealed: sealSecret(SECRET_KEY, owner, odoo.apiKey) };
  await db.update(odooConnection).set(actor).where(eq(odooConnection.connectionId, owner.connectionId));
  await followEvents(flowDeps);

  const record = async () => {
    for (let busy = true; busy; ) {
      busy = false;
      for (const shard of SHARDS) busy = (await runShard(deps, shard)).messages > 0 || busy;
      busy = (await runReprocess(deps)).messages > 0 || busy;
    }
  };
  const work = async () => (await wakeSettled(flowDeps)) || workOnRuns(flowDeps);
  const own: FlowWorker = { follow: () => followEvents(flowDeps), work };
  const settle = async (worker = own) => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await pull.read();
      let composed = 0;
      for (let more = 1; more > 0; ) {
        more = (await composeDeliveries(deps)).deliveries;
        composed += more;
      }
      await record();
      while (await worker.follow());
      let moved = composed > 0;
      while (await worker.work()) moved = true;
      while (await runCommands(commandDeps)) moved = true;
      // A delivery is told when its documents have been quiet for a moment.
      const dirty = await db.$client.query("select from odoo_delivery where dirty_at is not null limit 1");
      if (dirty.rowCount === 0 && !moved) return;
      pull.advance(2_000);
    }
    throw new Error(`still moving after ${MOST_ROUNDS} rounds`);
  };
  return {
    ...{ db, url: pull.url, owner, companyId, now, advance: pull.advance },
    ...{ odoo, documents: odoo as unknown as ContractWorld, flowDeps, settle },
    addPartner: async (given) => {
      const id = randomUUID();
      const base = { slug: `c-${id}`, name: "Carrier", dialect: "x12", partnerKind: "carrier" as const };
      const open = { verification: { scheme: "none" as const }, maxBodyBytes: 1_000_000 };
      await db.insert(connection).values({ id, companyId, ...base, ...open, ...given });
      return id;
    },
    tell: async (connectionId, ...bodies) => {
      const messages = bodies.map((body) => ({
        connectionId,
        body: Buffer.from(body),
        transport: "cli" as const,
      }));
      await storeMessages(db, companyId, messages, now());
      await record();
    },
    work: async () => {
      while (await own.follow());
      while (await own.work());
    },
    runsOf: (flow, shipmentId) =>
      db
        .select()
        .from(flowRun)
        .where(and(eq(flowRun.flow, flow), shipmentId ? eq(flowRun.shipmentId, shipmentId) : undefined))
        .orderBy(flowRun.position),
    find: odoo.admin.find,
    close: async () => {
      await pull.close();
      await odoo.close();
    },
  };
}
