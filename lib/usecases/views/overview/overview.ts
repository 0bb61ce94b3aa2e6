import { selectCaughtUpTo } from "@/db/queries/overview/catch-up";
import {
  countDueClocks,
  countStages,
  firstBoardKey,
  isOldestMeasured,
  selectExceptionDays,
  selectExceptionStates,
  selectSilentConnections,
} from "@/db/queries/overview/select-pressing";
import { type SumScope, type Sums, selectGroupedSums, selectTotals } from "@/db/queries/overview/select-sums";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { selectShipmentCounts } from "@/db/queries/shipments/select-shipment-counts";
import type { CatchingUp, DaySums, OverviewPage } from "@/lib/contracts/overview/overview-page";
import {
  dayBefore,
  type OverviewQuery,
  type Period,
  periodsOf,
} from "@/lib/contracts/overview/overview-query";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Stage } from "@/lib/domain/event/milestone";
import { LEVEL_WIDTH } from "@/lib/domain/shipment/attention";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { HOUR_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { measuresWatcher } from "@/lib/usecases/overview/catch-up-overviews";
import { pipelineLag } from "../messages/pipeline-lag";
import { boardCounts } from "../shipments/board-counts";
import { boardNarrowing, keyRange } from "../shipments/board-narrowing";
import { shipmentFacets } from "../shipments/shipment-board";
import { freshnessLines } from "./freshness-lines";
import { leadFigures } from "./lead-figures";
import { moneyTiles } from "./money-tiles";
import { readOtifTarget } from "./read-otif-target";

const MOST_GROUPS = 8;
const DUE_LIMIT = 1_000;
const STAGE_LIMIT = 10_000;
const STAGES: readonly Stage[] = [
  ...(["planned", "tendered", "awaiting_pickup", "in_transit"] as const),
  ...(["out_for_delivery", "delivered", "returning"] as const),
];

/** Everything the overview shows, from kept sums, indexes and bounded counts alone: it costs the same for ten thousand shipments and for a million. */
export async function overview(ctx: Context, query: OverviewQuery): Promise<OverviewPage> {
  requirePermission(ctx.actor, "overview.read");
  const { companyId } = ctx.actor;
  const { customer, carrier } = query;
  const zone = await selectCompanyZone(ctx.db, companyId);
  const today = dayIn(zone, ctx.now().getTime());
  const { period, before } = periodsOf(query, today);
  const scope: SumScope = { companyId, from: period.from, to: period.to, customer, carrier };
  const [now, then, days, customers, carriers, exceptionDays, pressing, freshness, money, facets, target] =
    await Promise.all([
      selectTotals(ctx.db, scope),
      selectTotals(ctx.db, { ...scope, from: before.from, to: before.to }),
      selectGroupedSums(ctx.db, scope, "day", period.days),
      selectGroupedSums(ctx.db, scope, "customer", MOST_GROUPS),
      selectGroupedSums(ctx.db, scope, "carrier", MOST_GROUPS),
      selectExceptionDays(ctx.db, scope, zone),
      pressingNow(ctx, query),
      freshnessLines(ctx),
      moneyTiles(ctx, query, period, zone),
      shipmentFacets(ctx),
      readOtifTarget(ctx),
    ]);
  const totals = { now, before: then };
  return {
    ...{
      query,
      zone,
      today,
      period,
      before,
      totals,
      customers,
      carriers,
      freshness,
      money,
      facets,
      target,
      exceptionDays,
      ...pressing,
    },
    role: ctx.actor.kind === "user" ? ctx.actor.role : "lead",
    now: ctx.now().toISOString(),
    days: everyDay(period, new Map(days.map(({ name, ...sums }) => [name, sums])), nothing(now)),
    lead: await leadFigures(ctx, scope, before, totals, zone),
  };
}

/** A day without anything is news too: none is left out. */
function everyDay({ to, days }: Period, known: ReadonlyMap<string, Sums>, nothing: Sums): DaySums[] {
  return Array.from({ length: days }, (_, index) => {
    const day = dayBefore(to, days - 1 - index);
    return { ...(known.get(day) ?? nothing), day };
  });
}

const nothing = (like: Sums): Sums => Object.fromEntries(Object.keys(like).map((key) => [key, 0])) as Sums;

/** What presses at this moment, whatever the days. */
async function pressingNow(ctx: Context, query: OverviewQuery) {
  const { companyId } = ctx.actor;
  const { customer, carrier } = query;
  const scope = { companyId, customer, carrier };
  const board = readBoardQuery({ attention: "all", customer, carrier });
  const narrowed = Boolean(customer || carrier);
  const narrowing = await boardNarrowing(ctx.db, companyId, board, ctx.now());
  const late = keyRange("late");
  const until = new Date(ctx.now().getTime() + HOUR_MS);
  const [counts, due, oldest, stages, states, silent, lag, measured] = await Promise.all([
    boardCounts(ctx.db, narrowing, narrowed),
    countDueClocks(ctx.db, scope, { now: ctx.now(), until, limit: DUE_LIMIT + 1 }),
    firstBoardKey(ctx.db, scope, late.keyFrom, late.keyBefore),
    narrowed ? countStages(ctx.db, scope, STAGE_LIMIT) : keptStages(ctx),
    narrowed ? null : selectExceptionStates(ctx.db, companyId),
    selectSilentConnections(ctx.db, companyId),
    pipelineLag(ctx),
    isOldestMeasured(ctx.db, companyId),
  ]);
  const looked = stages.reduce((sum, { count }) => sum + count, 0);
  const { byFilter, cappedAt } = counts;
  return {
    hasShipments: (byFilter.all ?? 0) > 0,
    action: {
      needsAction: byFilter.needs_action ?? 0,
      late: byFilter.late ?? 0,
      atRisk: byFilter.at_risk ?? 0,
      cappedAt,
      oldestAt: oldest === null ? null : new Date(oldest % LEVEL_WIDTH).toISOString(),
    },
    promisesNextHour: { count: Math.min(due, DUE_LIMIT), more: due > DUE_LIMIT },
    openExceptions: states && (states.get("open") ?? 0) + (states.get("acknowledged") ?? 0),
    silent,
    stages: STAGES.map((stage) => ({
      stage,
      count: stages.find((each) => each.stage === stage)?.count ?? 0,
      more: narrowed && looked >= STAGE_LIMIT,
    })),
    catchingUp: measured ? null : await catchingUp(ctx),
    stale: lag.workerIsMissing ? { workerSeenAt: lag.workerSeenAt } : null,
  };
}

/** How far the worker has come with what an update left to be counted. */
async function catchingUp({ db, actor: { companyId } }: Context): Promise<CatchingUp> {
  const id = await selectCaughtUpTo(db, measuresWatcher(companyId));
  // The id of a shipment begins with when it was made.
  const ms = id === null ? null : Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  return { since: ms === null ? null : new Date(ms).toISOString() };
}

async function keptStages(ctx: Context): Promise<{ stage: string; count: number }[]> {
  const kept = await selectShipmentCounts(ctx.db, ctx.actor.companyId);
  return STAGES.map((stage) => ({ stage, count: kept.get(`stage:${stage}`) ?? 0 }));
}
