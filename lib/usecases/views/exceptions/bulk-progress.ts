import { type BulkItemRow, type BulkRunRow, selectItems, selectRun } from "@/db/queries/exceptions/bulk-runs";
import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { BulkItemDto, BulkRunDto } from "@/lib/contracts/exceptions/bulk";
import { bulkActionSchema } from "@/lib/contracts/exceptions/exception-input";
import type { Actor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { willHappen } from "@/lib/usecases/exceptions/bulk/bulk-words";

const SHOWN_OF_PLAN = 20;
const SHOWN_OF_RUN = 100;

/** A plan, or how far a run is. */
export async function bulkProgress(ctx: Context, id: string): Promise<BulkRunDto> {
  requirePermission(ctx.actor, "exception.bulk");
  const { companyId } = ctx.actor;
  const run = await selectRun(ctx.db, { companyId, id });
  if (!run) throw new NotFoundError("There is no such run here. Plan it again from the list.");
  const input = bulkActionSchema.parse(run.input);
  const assignee = input.action === "assign" && input.assigneeId !== null ? [input.assigneeId] : [];
  const [items, zone, [person]] = await Promise.all([
    run.state === "planned"
      ? selectItems(ctx.db, run, ["waiting"], SHOWN_OF_PLAN)
      : selectItems(ctx.db, run, ["failed", "skipped"], SHOWN_OF_RUN),
    selectCompanyZone(ctx.db, companyId),
    selectColleagues(ctx.db, companyId, assignee),
  ]);
  const { itemCount, doneCount, failedCount, skippedCount } = run;
  return {
    id,
    version: run.version,
    action: input.action,
    state: run.state,
    requestedBy: run.requestedBy,
    plannedAt: run.plannedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    willHappen: willHappen(input, itemCount, { zone, now: ctx.now(), assignee: person?.name ?? null }),
    ...{ itemCount, doneCount, failedCount, skippedCount },
    waitingCount: itemCount - doneCount - failedCount - skippedCount,
    leftOut: run.leftOut,
    items: items.map(toItem),
    isOwn: mayControl(ctx.actor, run),
  };
}

/** Whoever planned it; an admin may stop what others started. */
export function mayControl(actor: Actor, run: Pick<BulkRunRow, "requestedById">): boolean {
  return actor.kind === "user" && (actor.id === run.requestedById || actor.role === "admin");
}

function toItem(row: BulkItemRow): BulkItemDto {
  return {
    position: row.position,
    exceptionId: row.subjectId,
    label: row.label,
    state: row.state,
    message: row.message,
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
