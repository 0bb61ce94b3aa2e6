import { randomUUID } from "node:crypto";
import { type DueHint, deleteHints, selectDueHints } from "@/db/queries/odoo/hints";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { claimModel } from "@/db/queries/odoo/pull-lease";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import type { OdooReader } from "./guarded-client";
import { askForMissing, HiddenRecordsError, mostHidden } from "./missing-records";
import { leaseEnd, type PullDeps } from "./pull-deps";
import { notePullFailure } from "./pull-failure";
import type { ReadingPlan } from "./reading-plan";
import { REFUSALS } from "./refusals";
import { storePage } from "./store-page";

const HINTS_AT_ONCE = 500;

export interface HintRound {
  /** Odoo can be asked on. */
  readonly goesOn: boolean;
  /** More hints are due. */
  readonly more: boolean;
}

/** Reads records again that somebody said have moved, the models one after the other. A record that is not there any more is marked as gone. */
export async function readHints(
  deps: PullDeps,
  owner: OdooOwner,
  client: OdooReader,
  plans: readonly ReadingPlan[],
): Promise<HintRound> {
  const due = await selectDueHints(deps.db, owner, deps.now(), HINTS_AT_ONCE);
  let followed = false;
  for (const [model, hints] of byModel(due)) {
    const plan = plans.find((known) => known.model === model);
    if (!plan) {
      await deleteHints(deps.db, owner, hints);
      continue;
    }
    const outcome = await followHints(deps, owner, client, plan, hints);
    if (outcome === "stop") return { goesOn: false, more: false };
    followed ||= outcome === "read";
    if (deps.signal?.aborted) break;
  }
  return { goesOn: true, more: followed && due.length === HINTS_AT_ONCE };
}

async function followHints(
  deps: PullDeps,
  owner: OdooOwner,
  client: OdooReader,
  plan: ReadingPlan,
  hints: readonly DueHint[],
): Promise<"read" | "busy" | "stop"> {
  const now = deps.now();
  const leaseOwner = randomUUID();
  const pull = await claimModel(deps.db, owner, plan.model, { leaseOwner, now, until: leaseEnd(now) });
  // The model is being read: the hints stay, and are followed when that is done.
  if (!pull) return "busy";
  const lease = { ...owner, model: plan.model, leaseOwner };
  try {
    const ids = hints.map((hint) => hint.odooId);
    const records = await client.searchRead(plan.model, [...plan.domain, ["id", "in", ids]], plan.fields, {
      limit: ids.length,
      order: "id",
      context: plan.context,
    });
    const found = new Set(records.map((record) => record.id));
    const work = { deps, client, lease, plan };
    const absent = ids.filter((id) => !found.has(id));
    const missing = await askForMissing(work, absent, mostHidden(pull.recordCount));
    await storePage(work, {
      records,
      ...missing,
      hints,
      patch: { leaseOwner: null, leasedUntil: null },
    });
    return "read";
  } catch (error) {
    const goesOn = await notePullFailure(deps, lease, pull, error, error instanceof HiddenRecordsError);
    // Refused once, refused again: the next poll says so in its own time.
    const isRefused = error instanceof OdooError && REFUSALS.includes(error.kind);
    if (isRefused || error instanceof HiddenRecordsError) await deleteHints(deps.db, owner, hints);
    return goesOn ? "busy" : "stop";
  }
}

function byModel(hints: readonly DueHint[]): Map<string, DueHint[]> {
  const models = new Map<string, DueHint[]>();
  for (const hint of hints) models.set(hint.model, [...(models.get(hint.model) ?? []), hint]);
  return models;
}
