import {
  type ExceptionListRow,
  type ExceptionNarrowing,
  type ExceptionPosition,
  findExceptions,
  selectExceptionPage,
} from "@/db/queries/exceptions/select-exception-page";
import { selectPeople } from "@/db/queries/exceptions/select-people";
import { listConnectionNames } from "@/db/queries/messages/list-connections";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { selectShipmentFacets } from "@/db/queries/shipments/select-shipment-facets";
import type { ExceptionCounts, ExceptionList } from "@/lib/contracts/exceptions/exception-list";
import type { ExceptionQuery } from "@/lib/contracts/exceptions/exception-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { workerSilence } from "../live/worker-silence";
import { exceptionCounts } from "./exception-counts";
import { exceptionNarrowing, isResidual, startOfDay } from "./exception-narrowing";
import { exceptionRights } from "./exception-rights";
import { toExceptionRow } from "./exception-row";
import { listGroups } from "./list-groups";

const PAGE_ROWS = 50;
const SCAN_LIMIT = 20_000;
const MOST_FOUND = 200;
const MOST_CHOICES = 500;

/** One page of the workbench as its address asks for it, with everything the screen says around it. */
export async function listExceptions(ctx: Context, query: ExceptionQuery): Promise<ExceptionList> {
  requirePermission(ctx.actor, "exception.read");
  const { companyId } = ctx.actor;
  const zone = await selectCompanyZone(ctx.db, companyId);
  const todayAt = startOfDay(zone, ctx.now());
  const narrowing = exceptionNarrowing(ctx.actor, query, todayAt);
  const facets = (facet: "customer" | "carrier") =>
    selectShipmentFacets(ctx.db, companyId, facet, { limit: MOST_CHOICES });
  const [page, counts, groups, connections, customers, carriers, people, stale] = await Promise.all([
    readPage(ctx, query, narrowing),
    exceptionCounts(ctx, todayAt),
    listGroups(ctx),
    listConnectionNames(ctx.db, companyId),
    facets("customer"),
    facets("carrier"),
    selectPeople(ctx.db, companyId),
    workerSilence(ctx),
  ]);
  return {
    query,
    rows: page.rows.map((row) => toExceptionRow(ctx.actor, row)),
    older: page.older,
    newer: page.newer,
    counts,
    groups: groups.rows,
    connections: connections.map(({ id, name }) => ({ value: id, label: name })),
    customers: customers.map((value) => ({ value, label: value })),
    carriers: carriers.map((value) => ({ value, label: value })),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    rights: exceptionRights(ctx.actor),
    bounded: page.bounded ?? (page.older || query.q ? null : scanText(narrowing, counts)),
    zone,
    stale,
  };
}

interface Page {
  readonly rows: readonly ExceptionListRow[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly bounded?: string;
}

/** Said only where the list is longer than what a filter without an index of its own looks through. */
function scanText(narrowing: ExceptionNarrowing, counts: ExceptionCounts): string | null {
  const longest = narrowing.states.includes("snoozed")
    ? counts.snoozed
    : narrowing.states.includes("ignored")
      ? counts.ignored
      : counts.open;
  const isLong = narrowing.resolvedSince ? counts.resolvedToday.more : longest > SCAN_LIMIT;
  return isResidual(narrowing) && isLong
    ? `Looked through the first ${SCAN_LIMIT.toLocaleString("en")} of each state.`
    : null;
}

async function readPage(ctx: Context, query: ExceptionQuery, narrowing: ExceptionNarrowing): Promise<Page> {
  if (query.q) {
    const found = await findExceptions(ctx.db, narrowing, query.q, MOST_FOUND + 1);
    const page = { rows: found.slice(0, MOST_FOUND), older: null, newer: null };
    if (found.length <= MOST_FOUND) return page;
    return { ...page, bounded: `More than ${MOST_FOUND} begin with “${query.q}”: type more of it.` };
  }
  const after = positionOf(query.after);
  const before = after ? undefined : positionOf(query.before);
  const found = await selectExceptionPage(ctx.db, narrowing, {
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_ROWS + 1,
    scanLimit: SCAN_LIMIT,
  });
  const rows = found.slice(0, PAGE_ROWS);
  const hasFurther = found.length > PAGE_ROWS;
  if (before) rows.reverse();
  const cursorWhen = (there: boolean, row: ExceptionListRow | undefined) =>
    there && row ? cursorOf(row, narrowing) : null;
  return {
    rows,
    older: cursorWhen(before !== undefined || hasFurther, rows.at(-1)),
    newer: cursorWhen(after !== undefined || (before !== undefined && hasFurther), rows[0]),
  };
}

function cursorOf(row: ExceptionListRow, { resolvedSince }: ExceptionNarrowing): string {
  return resolvedSince ? `0_${row.resolvedAt}_${row.id}` : `${row.severityRank}_${row.sinceAt}_${row.id}`;
}

function positionOf(cursor: string | undefined): ExceptionPosition | undefined {
  const [rank = "", at = "", id = ""] = cursor?.split("_") ?? [];
  return cursor === undefined ? undefined : { rank: Number(rank), at, id };
}
