import { selectAdherence } from "@/db/queries/clocks/select-adherence";
import type { Adherence } from "@/lib/contracts/clocks/clock-list";
import type { ClockQuery } from "@/lib/contracts/clocks/clock-query";
import { dayBefore } from "@/lib/contracts/overview/overview-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { startOfDay } from "@/lib/domain/overview/start-of-day";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import type { Context } from "@/lib/usecases/context";
import { watchRules } from "@/lib/usecases/watch/watch-rules";
import { clockChoices, newestVersions } from "./clock-choices";

const USUAL_DAYS = 7;
const MOST_DAYS = 92;
const MOST_COUNTED = 100_000;
const MOST_LINES = 50;

/** How many of the promises that fell due in some days were kept, told by customer, carrier or policy. */
export async function clockAdherence(ctx: Context, query: ClockQuery): Promise<Adherence> {
  requirePermission(ctx.actor, "shipment.read");
  const { companyId } = ctx.actor;
  const { policies, zone } = await watchRules(ctx.db, companyId);
  const { from, until } = daysOf(query, dayIn(zone, ctx.now().getTime()));
  const by = query.by ?? "customer";
  const [found, choices] = await Promise.all([
    selectAdherence(
      ctx.reads ?? ctx.db,
      companyId,
      {
        by: by === "policy" ? "policy_id" : by,
        from: new Date(startOfDay(from, zone)),
        until: new Date(startOfDay(dayBefore(until, -1), zone)),
        ...(query.customer ? { customer: query.customer } : {}),
        ...(query.carrier ? { carrier: query.carrier } : {}),
        ...(query.kind ? { kind: query.kind } : {}),
        ...(query.policy ? { policyId: query.policy } : {}),
      },
      MOST_COUNTED,
    ),
    clockChoices(ctx, policies),
  ]);
  const names = new Map(newestVersions(policies).map(({ id, name }) => [id, name]));
  const label = (value: string | null) =>
    value === null ? `No ${by} told yet` : by === "policy" ? (names.get(value) ?? value) : value;
  const [met, breached] = [sum(found, "met"), sum(found, "breached")];
  return {
    ...{ query, by, from, until, zone, met, breached, choices },
    lines: found.slice(0, MOST_LINES).map((line) => ({ ...line, label: label(line.value) })),
    moreLines: found.length > MOST_LINES,
    countedNewest: met + breached >= MOST_COUNTED ? MOST_COUNTED : null,
  };
}

/** The days asked for, in order, at most a quarter; the last week where none are. */
function daysOf(query: ClockQuery, today: string): { from: string; until: string } {
  const until = query.until ?? today;
  const from = query.from ?? dayBefore(until, USUAL_DAYS - 1);
  if (from > until) return { from: until, until };
  const earliest = dayBefore(until, MOST_DAYS - 1);
  return { from: [from, earliest].sort()[1] ?? from, until };
}

const sum = (lines: readonly { met: number; breached: number }[], name: "met" | "breached") =>
  lines.reduce((total, line) => total + line[name], 0);
