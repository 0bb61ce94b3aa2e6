import { asc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { appUser } from "@/db/schema/access";
import { flowApproval, flowAttempt, flowRun } from "@/db/schema/flow";
import { inTransaction } from "@/db/transaction";
import type { UserActor } from "@/lib/domain/access/actor";
import type { Role } from "@/lib/domain/access/role";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import type { FlowDeps, FlowImplementation } from "../engine/flow-implementation";
import { type NewRun, startRun } from "../engine/start-run";
import { wakeSettled, workOnRuns } from "../engine/work-on-runs";

export interface FlowWorld extends PipelineWorld {
  readonly clock: { now: Date };
  readonly flowDeps: FlowDeps;
  start(flow: FlowImplementation, given: Partial<NewRun> & { readonly businessKey: string }): Promise<string>;
  /** Works until nothing is due. */
  work(deps?: Partial<FlowDeps>): Promise<void>;
  run(id: string): Promise<typeof flowRun.$inferSelect>;
  attempts(id: string): Promise<string[]>;
  openApproval(runId: string): Promise<typeof flowApproval.$inferSelect>;
  person(role: Role): Promise<{ db: PipelineWorld["db"]; actor: UserActor; now: () => Date }>;
}

/** A company whose flows are driven by hand, on a clock that moves by hand. */
export async function flowWorld(flows: readonly FlowImplementation[]): Promise<FlowWorld> {
  const clock = { now: new Date("2026-11-21T08:00:00Z") };
  const now = () => clock.now;
  const world = await pipelineWorld(now);
  const { db, companyId } = world;
  const flowDeps: FlowDeps = { db, now, flows, leaseNow: async () => clock.now, chance: () => 0 };
  const actor = { kind: "system" as const, job: "test", companyId };
  return {
    ...world,
    clock,
    flowDeps,
    start: async ({ definition }, given) => {
      const base = {
        subject: { kind: "order", id: given.businessKey, label: given.businessKey },
        payload: {},
      };
      const { id } = await inTransaction(db, (tx) =>
        startRun(tx, { actor, now }, definition, { ...base, ...given }),
      );
      return id;
    },
    work: async (deps = {}) => {
      const all = { ...flowDeps, ...deps };
      while ((await wakeSettled(all)) || (await workOnRuns(all)));
    },
    run: async (id) => {
      const [row] = await db.select().from(flowRun).where(eq(flowRun.id, id));
      if (!row) throw new Error(`no run ${id}`);
      return row;
    },
    attempts: async (id) => {
      const rows = await db
        .select()
        .from(flowAttempt)
        .where(eq(flowAttempt.runId, id))
        .orderBy(asc(flowAttempt.number));
      return rows.map(({ step, outcome }) => `${step} ${outcome}`);
    },
    openApproval: async (runId) => {
      const rows = await db.select().from(flowApproval).where(eq(flowApproval.runId, runId));
      const open = rows.find(({ state }) => state === "open") ?? rows.at(-1);
      if (!open) throw new Error(`run ${runId} asks for nothing`);
      return open;
    },
    person: async (role) => {
      const id = uuidv7();
      const made = { id, companyId, role, name: `${role} ${id.slice(-4)}`, email: `${id}@acme.test` };
      await db.insert(appUser).values(made);
      return { db, now, actor: { kind: "user", ...made } };
    },
  };
}
