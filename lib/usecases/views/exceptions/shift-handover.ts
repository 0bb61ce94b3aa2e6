import {
  type ExceptionListRow,
  selectExceptionPage,
  selectExceptionsByIds,
} from "@/db/queries/exceptions/select-exception-page";
import { type HistoryListRow, selectHistorySince } from "@/db/queries/exceptions/select-history";
import { selectPeople } from "@/db/queries/exceptions/select-people";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { HistoryAction } from "@/lib/contracts/exceptions/exception-page";
import type { Handover, HandoverCount, HandoverQuery } from "@/lib/contracts/exceptions/handover";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { DAY_MS } from "@/lib/domain/time/instant";
import { resolveTime } from "@/lib/domain/time/resolve-time";
import type { Context } from "@/lib/usecases/context";
import { iso, toExceptionRow } from "./exception-row";
import { toHistoryLine } from "./history-line";

/** More than a shift of a busy company; beyond it the newest are read and it is said. */
const MOST_LINES = 20_000;
const SHOWN = 50;
const GRAVE_RANKS = [0, 1];

const TOPICS = {
  opened: ["opened"],
  closed: ["resolve", "resolved_itself", "ignore"],
  reopened: ["reopened", "reopen", "woke"],
  handled: ["acknowledge", "assign", "snooze", "comment"],
} as const satisfies Record<string, readonly HistoryAction[]>;
const TOPIC_NAMES = ["opened", "closed", "reopened", "handled"] as const;
const MOST_GRAVE = 1_000;

/** What changed since a time of day: what the next shift must know. */
export async function shiftHandover(ctx: Context, query: HandoverQuery): Promise<Handover> {
  requirePermission(ctx.actor, "exception.read");
  const { companyId } = ctx.actor;
  const zone = await selectCompanyZone(ctx.db, companyId);
  const since = lastStruck(query.since, zone, ctx.now());
  const [lines, grave, people] = await Promise.all([
    selectHistorySince(ctx.db, { companyId, since, limit: MOST_LINES }),
    readGrave(ctx),
    selectPeople(ctx.db, companyId),
  ]);
  const of = (topic: keyof typeof TOPICS) => {
    const actions: readonly string[] = TOPICS[topic];
    return lines.filter(({ action }) => actions.includes(action));
  };
  const shown = TOPIC_NAMES.flatMap((name) => of(name).slice(0, SHOWN));
  const rows = await selectExceptionsByIds(ctx.db, companyId, [
    ...new Set(shown.map(({ exceptionId }) => exceptionId)),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const words = { people: new Map(people.map((person) => [person.id, person])), zone, now: ctx.now() };
  const topic = (own: readonly HistoryListRow[]): HandoverCount => ({
    count: own.length,
    lines: own.slice(0, SHOWN).flatMap((row) => {
      const found = byId.get(row.exceptionId);
      return found ? [{ exception: toExceptionRow(ctx.actor, found), line: toHistoryLine(row, words) }] : [];
    }),
  });
  return {
    query,
    sinceAt: since.toISOString(),
    zone,
    opened: topic(of("opened")),
    closed: topic(of("closed")),
    reopened: topic(of("reopened")),
    handled: topic(of("handled")),
    stillGrave: {
      count: grave.rows.length,
      more: grave.more,
      rows: grave.rows.slice(0, SHOWN).map((row) => toExceptionRow(ctx.actor, row)),
    },
    people: peopleOf(lines),
    cutAt: lines.length === MOST_LINES && lines.at(-1) ? iso(lines.at(-1)?.at ?? "") : null,
  };
}

/** The last time a clock in `zone` showed this time of day. */
function lastStruck(timeOfDay: string, zone: string, now: Date): Date {
  const on = (day: number) =>
    resolveTime({ local: `${dayIn(zone, day)}T${timeOfDay}`, offset: null }, zone) ?? day;
  const today = on(now.getTime());
  return new Date(today <= now.getTime() ? today : on(now.getTime() - DAY_MS));
}

/** Critical and high ones that are open; counted up to a thousand. */
async function readGrave(ctx: Context): Promise<{ rows: ExceptionListRow[]; more: boolean }> {
  const pages = await Promise.all(
    GRAVE_RANKS.map((severityRank) =>
      selectExceptionPage(
        ctx.db,
        { companyId: ctx.actor.companyId, states: ["open", "acknowledged"], severityRank },
        { limit: MOST_GRAVE, scanLimit: MOST_GRAVE },
      ),
    ),
  );
  return { rows: pages.flat(), more: pages.some(({ length }) => length === MOST_GRAVE) };
}

function peopleOf(lines: readonly HistoryListRow[]): Handover["people"] {
  const people = new Map<string, { name: string; actions: number; resolved: number; comments: number }>();
  for (const { actorId, actor, action } of lines) {
    if (actorId === null) continue;
    const person = people.get(actorId) ?? { name: actor, actions: 0, resolved: 0, comments: 0 };
    people.set(actorId, person);
    person.actions += 1;
    person.resolved += Number(action === "resolve");
    person.comments += Number(action === "comment");
  }
  return [...people.values()].sort((a, b) => b.actions - a.actions || (a.name < b.name ? -1 : 1));
}
