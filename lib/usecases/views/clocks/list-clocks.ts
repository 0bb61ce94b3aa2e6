import {
  type ClockNarrowing,
  type ClockPlace,
  type ClockSection,
  type StoredClock,
  selectClockSection,
} from "@/db/queries/clocks/select-clock-page";
import type { ClockList, ClockRow } from "@/lib/contracts/clocks/clock-list";
import type { ClockQuery, ListTab } from "@/lib/contracts/clocks/clock-query";
import { dayBefore } from "@/lib/contracts/overview/overview-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { startOfDay } from "@/lib/domain/overview/start-of-day";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { watchRules } from "@/lib/usecases/watch/watch-rules";
import { workerSilence } from "../live/worker-silence";
import { clockChoices, policyLabel } from "./clock-choices";
import { clockCounts } from "./clock-counts";

const PAGE_ROWS = 50;
const SCAN_LIMIT = 20_000;

const SECTIONS: Readonly<Record<ListTab, readonly ClockSection[]>> = {
  next: [{ states: ["open", "at_risk"], latestFirst: false }],
  breached: [
    { states: ["breached"], running: true, latestFirst: true },
    { states: ["breached"], running: false, latestFirst: true },
  ],
  paused: [{ states: ["paused"], latestFirst: false }],
  met: [{ states: ["met"], latestFirst: true }],
};

/** One page of promises as its address asks for it, with everything the screen says around it. */
export async function listClocks(ctx: Context, query: ClockQuery): Promise<ClockList> {
  requirePermission(ctx.actor, "shipment.read");
  const { policies, zone } = await watchRules(ctx.db, ctx.actor.companyId);
  const narrowing = narrowingOf(query, policies, zone, ctx.now());
  const [page, counts, choices, stale] = await Promise.all([
    readPage(ctx, query, narrowing),
    clockCounts(ctx),
    clockChoices(ctx, policies),
    workerSilence(ctx),
  ]);
  const isResidual = [query.customer, query.carrier, narrowing.policyIds].filter(Boolean).length > 1;
  return {
    query,
    rows: page.rows.map((row) => clockRow(row, policies)),
    older: page.older,
    newer: page.newer,
    counts,
    choices,
    bounded:
      isResidual && !page.older
        ? `Looked through ${SCAN_LIMIT.toLocaleString("en")} promises of each policy or customer.`
        : null,
    stale,
    readAt: ctx.now().getTime(),
  };
}

function narrowingOf(
  query: ClockQuery,
  policies: readonly ClockPolicy[],
  zone: string,
  now: Date,
): ClockNarrowing {
  const ofKind = query.kind
    ? [...new Set(policies.filter(({ kind }) => kind === query.kind).map(({ id }) => id))]
    : null;
  const policyIds = query.policy ? (ofKind && !ofKind.includes(query.policy) ? [] : [query.policy]) : ofKind;
  return {
    ...(query.customer ? { customer: query.customer } : {}),
    ...(query.carrier ? { carrier: query.carrier } : {}),
    ...(policyIds ? { policyIds } : {}),
    ...(query.within === undefined
      ? daysAsked(query, zone)
      : { dueFrom: now, dueUntil: new Date(now.getTime() + query.within * MINUTE_MS) }),
  };
}

function daysAsked({ from, until }: ClockQuery, zone: string): Pick<ClockNarrowing, "dueFrom" | "dueUntil"> {
  return {
    ...(from ? { dueFrom: new Date(startOfDay(from, zone)) } : {}),
    ...(until ? { dueUntil: new Date(startOfDay(dayBefore(until, -1), zone)) } : {}),
  };
}

interface Page {
  readonly rows: readonly StoredClock[];
  readonly older: string | null;
  readonly newer: string | null;
}

interface Found {
  readonly section: number;
  readonly row: StoredClock;
}

async function readPage(ctx: Context, query: ClockQuery, narrowing: ClockNarrowing): Promise<Page> {
  // A policy of another kind than the one asked for: nothing can be both.
  if (query.tab === "adherence" || narrowing.policyIds?.length === 0)
    return { rows: [], older: null, newer: null };
  const after = placeOf(query.after);
  const before = after ? undefined : placeOf(query.before);
  const backwards = before !== undefined;
  const found = await readSections(ctx, SECTIONS[query.tab], narrowing, after ?? before ?? null, backwards);
  const shown = found.slice(0, PAGE_ROWS);
  const hasFurther = found.length > PAGE_ROWS;
  if (backwards) shown.reverse();
  return {
    rows: shown.map(({ row }) => row),
    older: cursorWhen(backwards || hasFurther, shown.at(-1)),
    newer: cursorWhen(after !== undefined || (backwards && hasFurther), shown[0]),
  };
}

async function readSections(
  ctx: Context,
  sections: readonly ClockSection[],
  narrowing: ClockNarrowing,
  from: { readonly section: number; readonly place: ClockPlace } | null,
  backwards: boolean,
): Promise<Found[]> {
  const found: Found[] = [];
  const numbered = sections.map((section, index) => ({ section, index }));
  for (const { section, index } of backwards ? numbered.reverse() : numbered) {
    if (from && (backwards ? index > from.section : index < from.section)) continue;
    const limit = PAGE_ROWS + 1 - found.length;
    if (limit <= 0) break;
    const place = from?.section === index ? from.place : null;
    const reading = { from: place, backwards, limit, scanLimit: SCAN_LIMIT };
    const rows = await selectClockSection(ctx.db, ctx.actor.companyId, section, narrowing, reading);
    found.push(...rows.map((row) => ({ section: index, row })));
  }
  return found;
}

function cursorWhen(there: boolean, found: Found | undefined): string | null {
  if (!there || !found) return null;
  const { dueAt, shipmentId, kind, stop } = found.row;
  return [found.section, dueAt, shipmentId, kind, stop].join("~");
}

function placeOf(cursor: string | undefined) {
  const [section = "", dueAt = "", shipmentId = "", kind = "", stop = ""] = cursor?.split("~") ?? [];
  if (cursor === undefined) return undefined;
  return { section: Number(section), place: { dueAt, shipmentId, kind, stop: Number(stop) } };
}

function clockRow(row: StoredClock, policies: readonly ClockPolicy[]): ClockRow {
  const { shipmentId, kind, stop, origin, destination, place } = row;
  return {
    id: `${shipmentId} ${kind} ${stop}`,
    number: row.number,
    lane: origin && destination ? `${origin} → ${destination}` : (destination ?? origin),
    customer: row.customer,
    carrier: row.carrier,
    kind,
    stop,
    place: place?.city ?? place?.name ?? null,
    timeZone: row.timeZone,
    state: row.state,
    startedAt: Date.parse(row.startedAt),
    dueAt: Date.parse(row.dueAt),
    stoppedAt: row.stoppedAt === null ? null : Date.parse(row.stoppedAt),
    estimatedAt: row.estimatedAt,
    pausedMinutes: row.pausedMinutes,
    eventId: row.eventId,
    policy: policyLabel(policies, row.policyId, row.policyVersion),
    judgedAt: Date.parse(row.judgedAt),
  };
}
