import {
  countOpenRuns,
  type OpenCount,
  type RunNarrowing,
  selectPausedFlows,
  selectRuns,
} from "@/db/queries/flows/select-runs";
import { listConnectionNames } from "@/db/queries/messages/list-connections";
import { BULK_DECISIONS, type BulkDecision } from "@/lib/contracts/flows/bulk-input";
import { PERSON_STATES, RUN_STATE_ORDER } from "@/lib/contracts/flows/flow-words";
import type { RunList } from "@/lib/contracts/flows/run-list";
import type { RunFilter, RunQuery } from "@/lib/contracts/flows/run-query";
import { type Actor, can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { OPEN_RUN_STATES, type RunState } from "@/lib/domain/flow/run-state";
import type { FlowAmount } from "@/lib/domain/flow/step-outcome";
import type { Context } from "@/lib/usecases/context";
import { DECISION_NEEDS } from "@/lib/usecases/flows/decide-on-run";
import { isoOf, toRunRow } from "./run-row";

const PAGE_ROWS = 50;

/** Runs under a filter, last changed first, with what is open beside it, by state, flow and money. */
export async function listRuns(ctx: Context, query: RunQuery): Promise<RunList> {
  requirePermission(ctx.actor, "flow.read");
  const { companyId } = ctx.actor;
  const narrowing = runNarrowing(companyId, query);
  const [at = "", id = ""] = query.after?.split("_") ?? [];
  const position = query.after ? { after: { at, id } } : {};
  const [found, counts, paused, connections] = await Promise.all([
    selectRuns(ctx.db, narrowing, { ...position, limit: PAGE_ROWS + 1 }),
    countOpenRuns(ctx.db, companyId),
    selectPausedFlows(ctx.db, companyId),
    listConnectionNames(ctx.db, companyId),
  ]);
  const rows = found.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  const isHere = (count: OpenCount) => !query.connection || count.connectionId === query.connection;
  const ofFlow = counts.filter((count) => isHere(count) && (!query.flow || count.flow === query.flow));
  return {
    query,
    rows: rows.map(toRunRow),
    next: found.length > PAGE_ROWS && last ? `${last.changedAt}_${last.id}` : null,
    counts: addUp(ofFlow, ({ state }) => state),
    byFlow: addUp(counts.filter(isHere), ({ flow }) => flow),
    sums: sumsOf(ofFlow.filter(({ state }) => narrowing.states.includes(state))),
    connections: connections
      .filter(({ id }) => counts.some((count) => count.connectionId === id))
      .map(({ id, name }) => ({ value: id, label: name })),
    paused: paused.map((flow) => ({
      ...flow,
      since: isoOf(flow.since),
      waiting: counts
        .filter(({ flow: name, state }) => name === flow.flow && state === "queued")
        .reduce((sum, { count }) => sum + count, 0),
    })),
    mayPause: can(ctx.actor, "flow.pause"),
    bulk: bulkDecisions(ctx.actor),
  };
}

export function runNarrowing(companyId: number, { state, flow, connection, q }: RunFilter): RunNarrowing {
  return {
    ...{ companyId, states: statesOf(state) },
    ...(flow ? { flow } : {}),
    ...(connection ? { connectionId: connection } : {}),
    ...(q ? { q } : {}),
  };
}

function statesOf(state: RunQuery["state"]): readonly RunState[] {
  if (state === undefined) return PERSON_STATES;
  if (state === "open") return OPEN_RUN_STATES;
  if (state === "over") return RUN_STATE_ORDER.filter((each) => !OPEN_RUN_STATES.includes(each));
  return [state];
}

function addUp<K extends string>(
  counts: readonly OpenCount[],
  keyOf: (count: OpenCount) => K,
): Partial<Record<K, number>> {
  const sums: Partial<Record<K, number>> = {};
  for (const count of counts) sums[keyOf(count)] = (sums[keyOf(count)] ?? 0) + count.count;
  return sums;
}

/** What this person may decide on many runs at once. */
function bulkDecisions(actor: Actor): BulkDecision["decision"][] {
  if (!can(actor, "flow.bulk")) return [];
  return BULK_DECISIONS.filter((decision) => can(actor, DECISION_NEEDS[decision]));
}

/** By currency, in order of its code; never across. */
function sumsOf(counts: readonly OpenCount[]): FlowAmount[] {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of counts)
    if (currency) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
