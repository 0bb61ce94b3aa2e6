import { randomUUID } from "node:crypto";
import { listPullConnections, type PullConnection } from "@/db/queries/odoo/pull-connections";
import { claimDue, ensurePulls, type PullRow, updatePull } from "@/db/queries/odoo/pull-lease";
import { type LookKind, nextLook } from "@/lib/domain/odoo/pull-clock";
import { guardedReader, type OdooReader } from "./guarded-client";
import { loadModel } from "./load-model";
import { pollModel } from "./poll-model";
import { leaseEnd, type ModelWork, type PullDeps } from "./pull-deps";
import { notePullFailure } from "./pull-failure";
import { readHints } from "./read-hints";
import { type ReadingPlan, readingPlans } from "./reading-plan";
import { sweepIds } from "./sweep-ids";

/** As many as Odoo gains from; commands to it wait behind no more than that. */
const MODELS_AT_ONCE = 2;
/** Where Odoo is slow something is always due: after so long a round ends all the same, and the next one opens the connection as it is then. */
const ROUND_MS = 30_000;

interface Round {
  readonly deps: PullDeps;
  readonly connection: PullConnection;
  readonly client: OdooReader;
  /** Aborted when the round has lasted long enough, or the process stops. */
  readonly ends: AbortSignal;
  readonly only: "all" | "not_loaded";
  goesOn: boolean;
  changed: number;
}

/**
 * Reads everything of one Odoo that is due: records hinted at, then models, two at a time, until nothing is due, the Odoo can't be asked, or half a
 * minute is over. Before each model the connection is looked at again: one that was switched off is read no further, and hints come first.
 *
 * @param only `not_loaded` leaves polls to the worker.
 * @returns how many records changed.
 */
export async function pullConnection(
  deps: PullDeps,
  connection: PullConnection,
  only: "all" | "not_loaded" = "all",
): Promise<number> {
  const plans = readingPlans(connection.fields, connection.settings);
  if (connection.scheduled < plans.length)
    await ensurePulls(
      deps.db,
      connection,
      plans.map(({ model }) => model),
      deps.now(),
    );
  const opened = await deps.openReader(connection);
  const client = guardedReader(deps.db, connection, deps.now, opened);
  const over = AbortSignal.timeout(deps.roundMs ?? ROUND_MS);
  const ends = deps.signal ? AbortSignal.any([deps.signal, over]) : over;
  const round: Round = { deps, connection, client, ends, only, goesOn: true, changed: 0 };
  const readers = Array.from({ length: MODELS_AT_ONCE }, () => readDueModels(round));
  // Both come to their end, also when one fails: nothing of this Odoo is under way once this returns.
  const failed = (await Promise.allSettled(readers)).find((reader) => reader.status === "rejected");
  if (failed) throw failed.reason;
  return round.changed;
}

async function followAllHints(round: Round, plans: readonly ReadingPlan[]): Promise<void> {
  const { deps, connection, client } = round;
  for (;;) {
    const { goesOn, more } = await readHints(deps, connection, client, plans);
    if (!goesOn) round.goesOn = false;
    if (!goesOn || !more || round.ends.aborted) return;
  }
}

async function readDueModels(round: Round): Promise<void> {
  const { deps } = round;
  do {
    const plans = await plansNow(round);
    if (plans.length === 0) return;
    if (round.only === "all") await followAllHints(round, plans);
    if (!round.goesOn || deps.signal?.aborted) return;
    const now = deps.now();
    const leaseOwner = randomUUID();
    const claim = { leaseOwner, now, until: leaseEnd(now) };
    const models = plans.map(({ model }) => model);
    const pull = await claimDue(deps.db, round.connection, models, claim, round.only);
    const plan = pull && plans.find(({ model }) => model === pull.model);
    if (!pull || !plan) return;
    await readModel(round, pull, plan, leaseOwner);
  } while (round.goesOn && !round.ends.aborted);
}

/** What is read of this Odoo by its settings of now; nothing once it was switched off. */
async function plansNow({ deps, connection }: Round): Promise<ReadingPlan[]> {
  const all = await listPullConnections(deps.db, deps.now());
  const own = all.find(
    ({ companyId, connectionId }) =>
      companyId === connection.companyId && connectionId === connection.connectionId,
  );
  return own ? readingPlans(own.fields, own.settings) : [];
}

async function readModel(round: Round, pull: PullRow, plan: ReadingPlan, leaseOwner: string): Promise<void> {
  const { connection, client } = round;
  const { companyId, connectionId } = connection;
  const lease = { companyId, connectionId, model: plan.model, leaseOwner };
  const kind = kindOfLook(round, pull, plan);
  // A first load goes on in the next round where it stood; a look that is cut off would begin anew.
  const deps: PullDeps = kind === "load" ? { ...round.deps, signal: round.ends } : round.deps;
  try {
    const changed = await look({ deps, client, lease, plan }, pull, kind);
    round.changed += changed;
    if (deps.signal?.aborted) await updatePull(deps.db, lease, { leaseOwner: null, leasedUntil: null });
  } catch (error) {
    round.goesOn = false;
    round.goesOn = await notePullFailure(deps, lease, pull, error, kind === "ids");
  }
}

function kindOfLook({ deps }: Round, pull: PullRow, plan: ReadingPlan): LookKind {
  return pull.planHash === plan.hash ? nextLook(pull, plan.pace, deps.now()) : "load";
}

function look(work: ModelWork, pull: PullRow, kind: LookKind): Promise<number> {
  if (kind === "load") return loadModel(work, pull);
  return kind === "ids" ? sweepIds(work, pull) : pollModel(work, pull, kind);
}
