import { insertPolicyVersions, lockPolicies, writeCalendar } from "@/db/queries/watch/policies";
import { inTransaction } from "@/db/transaction";
import { type CalendarInput, calendarInput } from "@/lib/contracts/clocks/policy-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { BusinessCalendar, ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "../messages/actor-name";
import { againFrom, auditedTerms } from "./policy-version";
import { newestOf, type PolicyBook, policyIds, policyOf, readPolicies, standingOf } from "./read-policies";

/**
 * Writes when people work. Every policy that counts by this calendar gets a new version with its own copy, from now on: what started
 * before keeps the hours it started with. @returns how many policies that were.
 */
export async function saveCalendar(ctx: Context, given: CalendarInput): Promise<number> {
  requirePermission(ctx.actor, "policy.edit");
  const { expectedVersion, reason, ...input } = readInput(calendarInput, given);
  const calendar = tidy(input);
  const { companyId } = ctx.actor;
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    await lockPolicies(tx, companyId);
    const book = await readPolicies(tx, companyId);
    const known = book.calendars.find((one) => one.calendar.name === calendar.name);
    if ((known?.version ?? 0) !== expectedVersion) throw changedMeanwhile();
    if (known && canonicalJson(known.calendar) === canonicalJson(calendar))
      throw new InvalidError("Nothing in it differs. Nothing was changed.");
    const row = { companyId, name: calendar.name, calendar, changedBy: actorName(ctx.actor), changedAt: now };
    if (!(await writeCalendar(tx, row, expectedVersion))) throw changedMeanwhile();
    const why = `Calendar ${calendar.name} changed: ${reason}`;
    const change = (policy: ClockPolicy) => (policy.calendar?.name === calendar.name ? { calendar } : {});
    const used = policiesUsing(book, calendar.name, now);
    const rows = used.flatMap(({ id, version }) =>
      againFrom(ctx, standingOf(book, id, now.getTime()), version, { change, reason: why }),
    );
    if (!(await insertPolicyVersions(tx, rows))) throw changedMeanwhile();
    const subject = { kind: "calendar", id: calendar.name };
    const before = known?.calendar;
    await appendAudit(
      tx,
      ctx.actor,
      { action: "calendar.save", subject, reason, before, after: calendar },
      now,
    );
    for (const row of rows) {
      const of = { kind: "policy", id: row.id };
      const after = auditedTerms(policyOf(row), row.effectiveAt);
      await appendAudit(tx, ctx.actor, { action: "policy.edit", subject: of, reason: why, after }, now);
    }
    return used.length;
  });
}

/** Policies, by their newest version, that count by the calendar of this name or are planned to. */
export function policiesUsing(book: PolicyBook, name: string, now: Date) {
  return policyIds(book)
    .filter((id) => standingOf(book, id, now.getTime()).some(({ calendar }) => calendar?.name === name))
    .map((id) => newestOf(book, id))
    .filter((policy) => policy !== undefined);
}

/** In one order, so that two ways of writing the same hours are the same. @throws {InvalidError} when hours of a day overlap. */
function tidy({ name, zone, hours, holidays }: BusinessCalendar): BusinessCalendar {
  const sorted = [...hours].sort((a, b) => a.day - b.day || a.fromMinute - b.fromMinute);
  const overlaps = sorted.some((hour, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.day === hour.day && next.fromMinute < hour.untilMinute;
  });
  if (overlaps) {
    const message = "Two stretches of one day overlap.";
    throw new InvalidError(`Nothing was changed. ${message}`, { hours: message });
  }
  return { name, zone, hours: sorted, holidays: [...new Set(holidays)].sort() };
}

const changedMeanwhile = () =>
  new ConflictError("This calendar changed since you opened it. Nothing was changed; look again.");
