import { type BulkItemRow, type BulkRunRow, selectItems, selectRun } from "@/db/queries/bulk/bulk-runs";
import type { BulkItemDto, BulkRunDto } from "@/lib/contracts/bulk/bulk-run";
import type { Actor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { BULK_KINDS } from "@/lib/usecases/bulk/bulk-kinds";
import type { Context } from "@/lib/usecases/context";

const SHOWN_OF_PLAN = 20;
const SHOWN_OF_RUN = 100;

/** A plan, or how far a run is. */
export async function bulkProgress(ctx: Context, id: string): Promise<BulkRunDto> {
  const { companyId } = ctx.actor;
  const run = await selectRun(ctx.db, { companyId, id });
  if (!run) throw new NotFoundError("There is no such run here. Plan it again from the list.");
  const { permission, willHappen } = BULK_KINDS[run.subjectKind];
  requirePermission(ctx.actor, permission);
  const { subjectKind, itemCount, doneCount, failedCount, skippedCount, sums } = run;
  const [items, sentence] = await Promise.all([
    run.state === "planned"
      ? selectItems(ctx.db, run, ["waiting"], SHOWN_OF_PLAN)
      : selectItems(ctx.db, run, ["failed", "skipped"], SHOWN_OF_RUN),
    willHappen(ctx, run.input, itemCount),
  ]);
  return {
    ...{ id, subjectKind, sums, version: run.version, state: run.state, willHappen: sentence },
    requestedBy: run.requestedBy,
    plannedAt: run.plannedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    ...{ itemCount, doneCount, failedCount, skippedCount },
    waitingCount: itemCount - doneCount - failedCount - skippedCount,
    leftOut: run.leftOut,
    items: items.map((item) => toBulkItem(item, subjectKind)),
    isOwn: mayControl(ctx.actor, run),
  };
}

/** Whoever planned it; an admin may stop what others started. */
export function mayControl(actor: Actor, run: Pick<BulkRunRow, "requestedById">): boolean {
  return actor.kind === "user" && (actor.id === run.requestedById || actor.role === "admin");
}

export function toBulkItem(row: BulkItemRow, kind: BulkRunRow["subjectKind"]): BulkItemDto {
  const { position, subjectId, label, state, message, resultRunId } = row;
  return {
    ...{ position, subjectId, label, state, message, href: BULK_KINDS[kind].hrefOf(row) },
    resultHref: resultRunId && `/flows/${resultRunId}`,
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
