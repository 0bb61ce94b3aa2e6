import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { selectLeaseTime } from "@/db/queries/commands/claim-commands";
import { claimRuns, type FlowRunRow, type RunLease, renewRunLeases } from "@/db/queries/flows/claim-runs";
import {
  insertRunDecision,
  lockLeasedRun,
  selectLastApproval,
  wakeDueRuns,
  wakeSettledRuns,
} from "@/db/queries/flows/write-run";
import { inTransaction, isDatabaseAway } from "@/db/transaction";
import { AppError, type AppErrorCode } from "@/lib/domain/app-error";
import { FINISH_FIRST, migratedStep } from "@/lib/domain/flow/definition";
import type { FailureClass, StepOutcome } from "@/lib/domain/flow/step-outcome";
import { errorFields, log } from "@/lib/log";
import { finishStep } from "./finish-step";
import type { FlowDeps, FlowImplementation } from "./flow-implementation";
import { settleStep } from "./settle-step";

/** Leased at once. */
const ROUND = 16;
const PER_CONNECTION = 8;
/** Worked on at once. */
const LANES = 4;
const LEASE_MS = 60_000;
const HEARTBEATS_PER_LEASE = 4;
const WAKE_LIMIT = 1_000;
/** Of what is kept of an unforeseen error, in characters. */
const MOST_WORDS = 1_000;

/** Puts runs whose command is settled back in the queue. Apart from the work, because it looks at all that wait. @returns whether there were any. */
export async function wakeSettled({ db, now }: Pick<FlowDeps, "db" | "now">): Promise<boolean> {
  return (await inTransaction(db, (tx) => wakeSettledRuns(tx, now(), WAKE_LIMIT))) > 0;
}

/** Leases due runs and takes each one step on. A run that breaks is written down and holds up no other. @returns whether anything was due. */
export async function workOnRuns(deps: FlowDeps): Promise<boolean> {
  const woken = await inTransaction(deps.db, (tx) => wakeDueRuns(tx, deps.now(), WAKE_LIMIT));
  const claimed = await claim(deps);
  if (claimed.length === 0) return woken > 0;
  const open = new Set(claimed);
  const heartbeat = setInterval(
    () => {
      leaseTime(deps)
        .then(({ leasedUntil }) => renewRunLeases(deps.db, [...open], leasedUntil))
        .catch((error: unknown) =>
          log("warn", "leases of flow runs could not be renewed", errorFields(error)),
        );
    },
    (deps.leaseMs ?? LEASE_MS) / HEARTBEATS_PER_LEASE,
  );
  try {
    const queue = [...claimed];
    const lane = async () => {
      for (let lease = queue.shift(); lease; lease = queue.shift()) {
        try {
          await workOnRun(deps, lease);
        } catch (error) {
          if (isDatabaseAway(error)) throw error;
          // Its lease runs out and it is taken up again; the others go on.
          log("error", "what became of a step could not be written", {
            run: lease.id,
            ...errorFields(error),
          });
        } finally {
          open.delete(lease);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    clearInterval(heartbeat);
  }
  return true;
}

async function claim(deps: FlowDeps): Promise<RunLease[]> {
  const { leaseNow, leasedUntil } = await leaseTime(deps);
  const limits = { limit: ROUND, perConnection: PER_CONNECTION, known: knownOf(deps.flows) };
  const wanted = { owner: randomUUID(), now: deps.now(), ...limits };
  return inTransaction(deps.db, (tx) => claimRuns(tx, { ...wanted, leaseNow, leasedUntil }));
}

/** Each version there is code for, and the one before where it is moved along. */
const knownOf = (flows: FlowDeps["flows"]) =>
  flows.flatMap(({ definition: { name, version, migration } }) =>
    (migration ? [version, version - 1] : [version]).map((known) => `${name} ${known}` as const),
  );

async function leaseTime(deps: FlowDeps): Promise<{ readonly leaseNow: Date; readonly leasedUntil: Date }> {
  const leaseNow = await (deps.leaseNow ? deps.leaseNow() : selectLeaseTime(deps.db));
  return { leaseNow, leasedUntil: new Date(leaseNow.getTime() + (deps.leaseMs ?? LEASE_MS)) };
}

/** One step of one run: its effects and its outcome commit together, while the lease stands, or not at all. */
async function workOnRun(deps: FlowDeps, lease: RunLease): Promise<void> {
  const reached = (name: string) => deps.onStep?.(name, lease.id);
  await reached("claimed");
  try {
    await inTransaction(deps.db, async (tx) => {
      await lookAtStep(deps, tx, lease, null);
      await reached("before commit");
    });
    await reached("committed");
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log("warn", "a step of a flow failed", { run: lease.id, ...errorFields(error) });
    await inTransaction(deps.db, (tx) => lookAtStep(deps, tx, lease, failureOf(error)));
  }
}

async function lookAtStep(
  deps: FlowDeps,
  tx: Transaction,
  lease: RunLease,
  failed: StepOutcome | null,
): Promise<void> {
  const startedAt = deps.now();
  const held = await lockLeasedRun(tx, lease);
  // Another worker has it now, or a person decided meanwhile.
  if (!held) return log("info", "the lease of a flow run was lost, its step is left out", { run: lease.id });
  const flow = implementationOf(deps, held);
  const run = await migrated(tx, flow, held, startedAt);
  const outcome = failed ?? (await handlerOf(deps, tx, flow, run));
  const chance = (deps.chance ?? Math.random)();
  await settleStep(tx, { run, definition: flow.definition, outcome, startedAt, endedAt: deps.now(), chance });
}

function implementationOf(deps: FlowDeps, run: FlowRunRow): FlowImplementation {
  const known = deps.flows.filter(({ definition }) => definition.name === run.flow);
  const flow =
    known.find(({ definition }) => definition.version === run.flowVersion) ??
    known.find(({ definition }) => definition.version === run.flowVersion + 1 && definition.migration);
  if (flow) return flow;
  throw new AppError(
    "unavailable",
    `This worker does not know ${run.flow} version ${run.flowVersion}. A newer one will go on with it.`,
  );
}

/** Brings a run of the version before along, by the definition's named migration, which is written down. */
async function migrated(
  tx: Transaction,
  { definition }: FlowImplementation,
  run: FlowRunRow,
  at: Date,
): Promise<FlowRunRow> {
  if (run.flowVersion === definition.version) return run;
  const step = migratedStep(definition, run.step);
  const { companyId, id } = run;
  await insertRunDecision(tx, {
    companyId,
    runId: id,
    id: uuidv7({ msecs: at.getTime() }),
    kind: "migrate",
    step: run.step,
    actor: `Milepost, ${definition.migration?.name}`,
    before: { version: run.flowVersion, step: run.step },
    after: { version: definition.version, step },
    at,
  });
  return { ...run, flowVersion: definition.version, step };
}

async function handlerOf(
  deps: FlowDeps,
  tx: Transaction,
  { definition, steps, compensations }: FlowImplementation,
  run: FlowRunRow,
): Promise<StepOutcome> {
  const undo = run.undoing?.[0];
  const handler =
    undo === undefined
      ? steps[run.step]
      : undo === FINISH_FIRST.name
        ? finishStep(steps[run.step])
        : compensations?.[undo];
  if (!handler)
    throw new RangeError(`${definition.name} v${definition.version} has no code for ${undo ?? run.step}`);
  const last = await selectLastApproval(tx, run);
  const actor = {
    kind: "system" as const,
    job: `flow ${definition.title.toLowerCase()}`,
    companyId: run.companyId,
  };
  return handler({ tx, run, actor, now: deps.now, approval: last?.step === run.step ? last : null });
}

const CLASS_OF: Readonly<Partial<Record<AppErrorCode, FailureClass>>> = {
  invalid: "validation",
  not_found: "missing_reference",
  forbidden: "authentication",
  unauthenticated: "authentication",
  conflict: "conflict",
  rate_limited: "rate_limit",
  too_large: "validation",
  unavailable: "connection",
};

/** What the steps did not say themselves. A mistake of ours is tried a few times, because the cause may be a moment, and then stays for a person. */
function failureOf(error: unknown): StepOutcome {
  if (error instanceof AppError)
    return { kind: "failure", failureClass: CLASS_OF[error.code] ?? "conflict", message: error.message };
  // Postgres keeps no NUL: a message that can't be written down would never be.
  const message = (error instanceof Error ? error.message : String(error))
    .replaceAll("\0", "")
    .slice(0, MOST_WORDS);
  return {
    kind: "failure",
    failureClass: "conflict",
    message: `The step broke and left nothing behind: ${message}`,
  };
}
