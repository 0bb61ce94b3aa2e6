import { countForPerson, selectExceptionCounts } from "@/db/queries/exceptions/count-exceptions";
import type { ExceptionCounts } from "@/lib/contracts/exceptions/exception-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { EXCEPTION_KINDS, type ExceptionKind } from "@/lib/domain/exception/exception";
import type { Context } from "@/lib/usecases/context";
import { boundedCount, COUNT_LIMIT } from "../messages/bounded-count";

/** A person who is none: nothing is theirs. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The numbers on the tabs. */
export async function exceptionCounts(ctx: Context, todayAt: Date): Promise<ExceptionCounts> {
  requirePermission(ctx.actor, "exception.read");
  const { actor } = ctx;
  const [kept, own] = await Promise.all([
    selectExceptionCounts(ctx.db, actor.companyId),
    countForPerson(ctx.db, {
      companyId: actor.companyId,
      personId: actor.kind === "user" ? actor.id : NOBODY,
      resolvedSince: todayAt,
      limit: COUNT_LIMIT,
    }),
  ]);
  const of = (key: string) => Math.max(0, kept.get(key) ?? 0);
  const byKind: Partial<Record<ExceptionKind, number>> = {};
  for (const kind of EXCEPTION_KINDS) {
    const count = of(`kind:${kind}:open`) + of(`kind:${kind}:acknowledged`);
    if (count > 0) byKind[kind] = count;
  }
  return {
    open: of("state:open") + of("state:acknowledged"),
    mine: boundedCount(own.mine),
    unassigned: boundedCount(own.unassigned),
    snoozed: of("state:snoozed"),
    resolvedToday: boundedCount(own.resolved),
    ignored: of("state:ignored"),
    byKind,
  };
}
