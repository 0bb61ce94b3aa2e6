import {
  countMatching,
  type ExceptionListRow,
  type ExceptionNarrowing,
  findExceptions,
  selectExceptionPage,
} from "@/db/queries/exceptions/select-exception-page";
import { selectColleagues } from "@/db/queries/exceptions/write-exception";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { type BulkLeftOut, type BulkRunDto, MOST_IN_BULK } from "@/lib/contracts/bulk/bulk-run";
import { type PlanBulkInput, planBulkInput } from "@/lib/contracts/exceptions/bulk";
import type { BulkAction } from "@/lib/contracts/exceptions/exception-input";
import type { ExceptionFilter } from "@/lib/contracts/exceptions/exception-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { mayAct } from "@/lib/domain/exception/lifecycle";
import { countReasons, keepPlan, leftBeyond, type PlannedItem } from "@/lib/usecases/bulk/keep-plan";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
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
  const { companyId } = actor;
  const at = ctx.now();
  await refuseInput(ctx, input);
  const todayAt = startOfDay(await selectCompanyZone(ctx.db, companyId), at);
  const { rows, beyond } = await readMatching(ctx, exceptionNarrowing(actor, filter, todayAt), filter);
  const { items, leftOut } = sift(rows, input);
  return keepPlan(ctx, {
    ...{ subjectKind: "exception", action: input.action, input, filter, items },
    leftOut: [...leftOut, ...beyond],
  });
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
  return { rows, beyond: leftBeyond(all, q !== undefined || all === MOST_COUNTED) };
}

function sift(
  rows: readonly ExceptionListRow[],
  input: BulkAction,
): { items: PlannedItem[]; leftOut: BulkLeftOut[] } {
  const judged = rows.map((row) => ({ row, reason: reasonAgainst(row, input) }));
  const items = judged.flatMap(({ row: { id, version, kind, subjectLabel }, reason }) => {
    const label = `${EXCEPTION_RULES[kind].label}, ${subjectLabel}`;
    return reason === null ? [{ subjectId: id, subjectVersion: version, label }] : [];
  });
  return { items, leftOut: countReasons(judged.flatMap(({ reason }) => reason ?? [])) };
}

function reasonAgainst(row: ExceptionListRow, input: BulkAction): string | null {
  if (input.action === "assign" && row.assigneeId === input.assigneeId)
    return input.assigneeId === null ? "Nobody has it" : "Has this assignee already";
  if (!mayAct(row.state, input.action)) return `Is ${row.state} already`;
  if (input.action === "snooze" && input.untilEvent !== null && row.subjectKind !== "shipment")
    return "Is not about a shipment whose event could end the snooze";
  return null;
}
