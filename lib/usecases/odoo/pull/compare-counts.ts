import { randomUUID } from "node:crypto";
import type { PullConnection } from "@/db/queries/odoo/pull-connections";
import { claimModel } from "@/db/queries/odoo/pull-lease";
import { countRecords } from "@/db/queries/odoo/records";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { guardedReader } from "./guarded-client";
import { leaseEnd, type PullDeps } from "./pull-deps";
import { notePullFailure } from "./pull-failure";
import { readHints } from "./read-hints";
import { readingPlans } from "./reading-plan";
import { sweepIds } from "./sweep-ids";

export interface ModelCount {
  readonly model: string;
  /** Null: Odoo does not let the reader count. */
  readonly inOdoo: number | null;
  readonly here: number;
}

/** Odoo's own count of each mirrored model beside ours, both of now. */
export async function compareCounts(deps: PullDeps, connection: PullConnection): Promise<ModelCount[]> {
  const client = guardedReader(deps.db, connection, deps.now, await deps.openReader(connection));
  const counts: ModelCount[] = [];
  for (const { model, domain, context } of readingPlans(connection.fields, connection.settings)) {
    const inOdoo = await client.searchCount(model, domain, context).catch((error: unknown) => {
      if (error instanceof OdooError && error.kind === "permission") return null;
      throw error;
    });
    counts.push({ model, inOdoo, here: 0 });
  }
  const held = await countRecords(deps.db, connection);
  return counts.map((count) => ({ ...count, here: held.get(count.model) ?? 0 }));
}

/** Compares the ids of one model now, and reads what is missing. Does nothing while a worker has the model. */
export async function mendModel(deps: PullDeps, connection: PullConnection, model: string): Promise<void> {
  const plans = readingPlans(connection.fields, connection.settings);
  const plan = plans.find((known) => known.model === model);
  if (!plan) return;
  const { companyId, connectionId } = connection;
  const client = guardedReader(deps.db, connection, deps.now, await deps.openReader(connection));
  const now = deps.now();
  const leaseOwner = randomUUID();
  const pull = await claimModel(deps.db, connection, model, { leaseOwner, now, until: leaseEnd(now) });
  if (!pull) return;
  const lease = { companyId, connectionId, model, leaseOwner };
  try {
    await sweepIds({ deps, client, lease, plan }, pull);
  } catch (error) {
    await notePullFailure(deps, lease, pull, error, true);
    return;
  }
  await readHints(deps, connection, client, plans);
}
