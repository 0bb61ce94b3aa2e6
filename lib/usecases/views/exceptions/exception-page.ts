import {
  type ExceptionListRow,
  selectExceptionsByIds,
  selectRelated,
} from "@/db/queries/exceptions/select-exception-page";
import { selectGroups } from "@/db/queries/exceptions/select-groups";
import { selectHistory } from "@/db/queries/exceptions/select-history";
import { selectPeople } from "@/db/queries/exceptions/select-people";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { ExceptionGroupRow, ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import type { ExceptionPage, Suggestion } from "@/lib/contracts/exceptions/exception-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { MILESTONES } from "@/lib/domain/event/milestone";
import { suggestStep } from "@/lib/domain/exception/suggest";
import type { Context } from "@/lib/usecases/context";
import { exceptionRights } from "./exception-rights";
import { iso, toExceptionRow, toGroupRow } from "./exception-row";
import { toHistoryLine } from "./history-line";
import { readRunbook } from "./read-runbook";
import { similarClosed } from "./similar-closed";

const MOST_LINES = 200;
const MOST_RELATED = 50;

/** Everything the workbench shows of one exception. */
export async function exceptionPage(ctx: Context, id: string): Promise<ExceptionPage> {
  requirePermission(ctx.actor, "exception.read");
  const { actor, db } = ctx;
  const { companyId } = actor;
  const [found] = await selectExceptionsByIds(db, companyId, [id]);
  if (!found) throw new NotFoundError("There is no such exception here.");
  const { shipmentId, groupId } = found;
  const [lines, related, groups, runbook, people, zone] = await Promise.all([
    selectHistory(db, { companyId, exceptionId: id, limit: MOST_LINES + 1 }),
    shipmentId === null ? [] : selectRelated(db, { companyId, shipmentId, id }, MOST_RELATED),
    groupId === null ? [] : selectGroups(db, { companyId, id: groupId, limit: 1 }),
    readRunbook(ctx, found.kind),
    selectPeople(db, companyId),
    selectCompanyZone(db, companyId),
  ]);
  const [group = null] = groups.map(toGroupRow);
  const refs = people.map((person) => ({ id: person.id, name: person.name }));
  const words = { people: new Map(refs.map((person) => [person.id, person])), zone, now: ctx.now() };
  const row = toExceptionRow(actor, found);
  return {
    ...row,
    openedAt: iso(found.openedAt),
    resolution: found.resolution,
    history: lines
      .slice(0, MOST_LINES)
      .reverse()
      .map((line) => toHistoryLine(line, words)),
    historyIsCut: lines.length > MOST_LINES,
    related: related.map((other) => toExceptionRow(actor, other)),
    group,
    runbook,
    suggestion: await suggestionOf(ctx, found, row, group),
    people: refs,
    snoozeEvents: found.subjectKind === "shipment" ? MILESTONES : [],
    rights: exceptionRights(actor),
    zone,
  };
}

async function suggestionOf(
  ctx: Context,
  found: ExceptionListRow,
  row: ExceptionRow,
  group: ExceptionGroupRow | null,
): Promise<Suggestion> {
  const { kind, carrier, customer } = found;
  const { step, reason, waitFor, place } = suggestStep({
    ...{ kind, carrier, customer },
    causeHolds: row.causeHolds,
    groupOpen: group?.openCount ?? 1,
  });
  const similar = await similarClosed(ctx, { kind, carrier, customer });
  const { href, label } = row.subject;
  if (place === "subject" && href !== null)
    return { step, reason, similar, action: { kind: "open", href, label } };
  if (waitFor !== null && found.subjectKind === "shipment" && row.actions.includes("snooze"))
    return { step, reason, similar, action: { kind: "snooze", untilEvent: waitFor, untilAt: null } };
  if (row.actions.includes("acknowledge")) return { step, reason, similar, action: { kind: "acknowledge" } };
  return { step, reason, similar, action: null };
}
