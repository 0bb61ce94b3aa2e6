import { type RunbookRow, selectRunbooks } from "@/db/queries/exceptions/runbooks";
import type { RunbookDto, RunbookHistory } from "@/lib/contracts/exceptions/runbook";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import { BUILT_IN_RUNBOOKS } from "@/lib/domain/exception/runbooks/built-in-runbooks";
import type { Context } from "@/lib/usecases/context";

const MOST_VERSIONS = 200;

/** What to do by hand about a kind, as the company last wrote it; the built-in text until then. */
export async function readRunbook(ctx: Context, kind: ExceptionKind): Promise<RunbookDto> {
  requirePermission(ctx.actor, "exception.read");
  const [newest] = await selectRunbooks(ctx.db, ctx.actor.companyId, kind, 1);
  return newest ? toRunbook(newest) : builtIn(kind);
}

/** Every version of it, newest first. */
export async function runbookHistory(ctx: Context, kind: ExceptionKind): Promise<RunbookHistory> {
  requirePermission(ctx.actor, "exception.read");
  const rows = await selectRunbooks(ctx.db, ctx.actor.companyId, kind, MOST_VERSIONS);
  return { kind, versions: [...rows.map(toRunbook), builtIn(kind)] };
}

function toRunbook({ kind, version, markdown, changedBy, changedAt, reason }: RunbookRow): RunbookDto {
  return { kind, version, markdown, changedBy, changedAt: changedAt.toISOString(), reason };
}

function builtIn(kind: ExceptionKind): RunbookDto {
  return {
    ...{ kind, version: 0, markdown: BUILT_IN_RUNBOOKS[kind] },
    ...{ changedBy: null, changedAt: null, reason: null },
  };
}
