import { v7 as uuidv7 } from "uuid";
import { insertPlan, type NewItem } from "@/db/queries/exceptions/bulk-runs";
import {
  countMatching,
  type ExceptionListRow,
  type ExceptionNarrowing,
  findExceptions,
  selectExceptionPage,
} from "@/db/queries/exceptions/select-exception-page";
import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { inTransaction } from "@/db/transaction";
import {
  type BulkLeftOut,
  type BulkRunDto,
  MOST_IN_BULK,
  type PlanBulkInput,
  planBulkInput,
} from "@/lib/contracts/exceptions/bulk";
import type { BulkAction } from "@/lib/contracts/exceptions/exception-input";
import type { ExceptionFilter } from "@/lib/contracts/exceptions/exception-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { mayAct } from "@/lib/domain/exception/lifecycle";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { bulkProgress } from "@/lib/usecases/views/exceptions/bulk-progress";
import { exceptionNarrowing, startOfDay } from "@/lib/usecases/views/exceptions/exception-narrowing";
import { readEnd } from "../read-end";

/** A count beyond this is said as "more than". */
const MOST_COUNTED = 200_000;

/**
 * What an action over everything the filter matches would do: how many, which, and what is left out and why. Nothing is changed; the plan is kept,
 * and only what is as it was planned is acted on when it runs.
 */
export async function planBulk(ctx: Context, given: PlanBulkInput): Promise<BulkRunDto> {
  requirePermission(ctx.actor, "exception.bulk");
  requirePermission(ctx.actor, "exception.work");
  const { filter, input } = readInput(planBulkInput, given);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new InvalidError("Only a person plans a bulk action.");
  const { companyId } = actor;
  const at = ctx.now();
  await refuseInput(ctx, input);
  const todayAt = startOfDay(await selectCompanyZone(ctx.db, companyId), at);
  const { rows, beyond } = await readMatching(ctx, exceptionNarrowing(actor, filter, todayAt), filter);
  const { items, leftOut } = sift(rows, input);
  const id = uuidv7({ msecs: at.getTime() });
  const run = {
    ...{ companyId, id, action: input.action, input, filter, state: "planned" as const },
    requestedById: actor.id,
    requestedBy: actor.name,
    requestedByRole: actor.role,
    plannedAt: at,
    itemCount: items.length,
    leftOut: [...leftOut, ...beyond],
  };
  await inTransaction(ctx.db, (tx) => insertPlan(tx, run, items));
  return bulkProgress(ctx, id);
}

/** What would fail for every item is said before there is a plan. */
async function refuseInput(ctx: Context, input: BulkAction): Promise<void> {
  if ((input.action === "snooze" || input.action === "ignore") && input.untilAt !== null)
    readEnd(input.untilAt, ctx.now());
  const people =
    input.action === "assign"
      ? [input.assigneeId].filter((id) => id !== null)
      : input.action === "comment"
        ? input.mentions
        : [];
  const named = [...new Set(people)];
  if ((await selectColleagues(ctx.db, ctx.actor.companyId, named)).length < named.length)
    throw new InvalidError(
      "Someone named here is not of this company or can't sign in. Nothing was planned.",
    );
}

async function readMatching(
  ctx: Context,
  narrowing: ExceptionNarrowing,
  { q }: ExceptionFilter,
): Promise<{ rows: ExceptionListRow[]; beyond: BulkLeftOut[] }> {
  const limit = MOST_IN_BULK + 1;
  const found = q
    ? await findExceptions(ctx.db, narrowing, q, limit)
    : await selectExceptionPage(ctx.db, narrowing, { limit, scanLimit: MOST_COUNTED });
  if (found.length <= MOST_IN_BULK) return { rows: found, beyond: [] };
  const rows = found.slice(0, MOST_IN_BULK);
  const all = q ? limit : await countMatching(ctx.db, narrowing, MOST_COUNTED);
  const most = MOST_IN_BULK.toLocaleString("en");
  const more = q || all === MOST_COUNTED ? " (at least this many)" : "";
  return {
    rows,
    beyond: [
      {
        reason: `Beyond the ${most} one run takes; plan again for the rest${more}`,
        count: all - MOST_IN_BULK,
      },
    ],
  };
}

function sift(
  rows: readonly ExceptionListRow[],
  input: BulkAction,
): { items: NewItem[]; leftOut: BulkLeftOut[] } {
  const items: NewItem[] = [];
  const reasons = new Map<string, number>();
  for (const row of rows) {
    const reason = reasonAgainst(row, input);
    if (reason === null)
      items.push({
        subjectId: row.id,
        subjectVersion: row.version,
        label: `${EXCEPTION_RULES[row.kind].label}, ${row.subjectLabel}`,
      });
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return { items, leftOut: [...reasons].map(([reason, count]) => ({ reason, count })) };
}

function reasonAgainst(row: ExceptionListRow, input: BulkAction): string | null {
  if (input.action === "assign" && row.assigneeId === input.assigneeId)
    return input.assigneeId === null ? "Nobody has it" : "Has this assignee already";
  if (!mayAct(row.state, input.action)) return `Is ${row.state} already`;
  if (input.action === "snooze" && input.untilEvent !== null && row.subjectKind !== "shipment")
    return "Is not about a shipment whose event could end the snooze";
  return null;
}
