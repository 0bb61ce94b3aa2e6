import { listPullConnections, type PullConnection } from "@/db/queries/odoo/pull-connections";
import { pullConnection } from "./pull-connection";
import type { PullDeps } from "./pull-deps";
import { readingPlans } from "./reading-plan";

/** Odoo connections with something to read now. Without one this costs one statement. */
export async function findPullWork(deps: PullDeps): Promise<PullConnection[]> {
  const connections = await listPullConnections(deps.db, deps.now());
  return connections.filter(
    ({ hasWork, scheduled, fields, settings }) =>
      hasWork || scheduled < readingPlans(fields, settings).length,
  );
}

/** Reads everything that is due of every Odoo. @returns whether anything changed. */
export async function pullRound(deps: PullDeps): Promise<boolean> {
  const work = await findPullWork(deps);
  const changed = await Promise.all(work.map((connection) => pullConnection(deps, connection)));
  return changed.some((count) => count > 0);
}
