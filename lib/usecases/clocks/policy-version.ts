import type { z } from "zod";
import type { PolicyRow } from "@/db/queries/watch/policies";
import type { changePolicyInput } from "@/lib/contracts/clocks/policy-input";
import { InvalidError } from "@/lib/domain/app-error";
import type { BusinessCalendar, ClockKind, ClockPolicy } from "@/lib/domain/clock/clock-policy";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "../messages/actor-name";
import type { PolicyBook } from "./read-policies";

type Given = z.output<typeof changePolicyInput>;
export type Terms = Pick<
  Given,
  "name" | "budgetMinutes" | "earlyMinutes" | "atRiskMinutes" | "calendar" | "pauses"
>;

/** A year: a version planned further ahead is a mistyped date. */
const FURTHEST_MS = 366 * 86_400_000;

/** The terms of a version, with its own copy of the calendar. @throws {InvalidError} when they can't be meant. */
export function termsOf(
  book: PolicyBook,
  kind: ClockKind,
  given: Terms,
): Pick<ClockPolicy, "name" | "budgetMinutes" | "earlyMinutes" | "atRiskMinutes" | "calendar" | "pauses"> {
  const isAppointment = kind === "pickup" || kind === "delivery";
  if (given.earlyMinutes !== null && !isAppointment)
    refuse("earlyMinutes", "Only a pickup or a delivery can come too early.");
  if (given.calendar !== null && isAppointment)
    refuse("calendar", "An appointment is a time on the wall: opening hours do not move it.");
  if (given.budgetMinutes === 0 && !isAppointment)
    refuse("budgetMinutes", "Without any time the promise is broken when it starts.");
  return {
    name: given.name,
    budgetMinutes: given.budgetMinutes,
    earlyMinutes: given.earlyMinutes,
    atRiskMinutes: given.atRiskMinutes,
    calendar: calendarNamed(book, given.calendar),
    pauses: [...new Set(given.pauses)].sort(),
  };
}

function calendarNamed({ calendars }: PolicyBook, name: string | null): BusinessCalendar | null {
  if (name === null) return null;
  const found = calendars.find(({ calendar }) => calendar.name === name);
  return found?.calendar ?? refuse("calendar", `There is no calendar ${name} any more.`);
}

/** When a version takes force: at once, or when asked for. @throws {InvalidError} for the past, since old verdicts keep their policy. */
export function effectiveFrom(ctx: Context, given: string | null): Date {
  const now = ctx.now();
  if (given === null) return now;
  const at = new Date(given);
  if (at < now) refuse("effectiveAt", "It can't hold for the past: what was judged keeps its policy.");
  if (at.getTime() - now.getTime() > FURTHEST_MS) refuse("effectiveAt", "At most a year ahead.");
  return at;
}

/** A version as it is stored. */
export function versionRow(
  ctx: Context,
  policy: Omit<ClockPolicy, "effectiveAt">,
  { effectiveAt, reason }: { readonly effectiveAt: Date; readonly reason: string },
): PolicyRow {
  return {
    ...policy,
    companyId: ctx.actor.companyId,
    effectiveAt,
    reason,
    createdBy: actorName(ctx.actor),
    createdAt: ctx.now(),
  };
}

/** The same versions once more with something else in each, from now on; what is planned keeps its day. */
export function againFrom(
  ctx: Context,
  standing: readonly ClockPolicy[],
  newest: number,
  given: { readonly change: (policy: ClockPolicy) => Partial<ClockPolicy>; readonly reason: string },
): PolicyRow[] {
  const now = ctx.now().getTime();
  return standing.map((policy, index) => {
    const { effectiveAt, ...terms } = { ...policy, ...given.change(policy), version: newest + 1 + index };
    return versionRow(ctx, terms, {
      effectiveAt: new Date(Math.max(effectiveAt, now)),
      reason: given.reason,
    });
  });
}

/** What the audit log says of a version. */
export function auditedTerms(policy: Omit<ClockPolicy, "effectiveAt">, effectiveAt: Date | null) {
  const { id: _, kind: __, calendar, ...rest } = policy;
  return { ...rest, calendar: calendar?.name ?? null, effectiveAt: effectiveAt?.toISOString() ?? null };
}

function refuse(field: string, message: string): never {
  throw new InvalidError(`Nothing was changed. ${message}`, { [field]: message });
}
