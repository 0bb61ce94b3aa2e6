import type { ExceptionNarrowing } from "@/db/queries/exceptions/select-exception-page";
import type { ExceptionFilter, ExceptionTab } from "@/lib/contracts/exceptions/exception-query";
import type { Actor } from "@/lib/domain/access/actor";
import { type ExceptionState, SEVERITIES } from "@/lib/domain/exception/exception";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { resolveTime } from "@/lib/domain/time/resolve-time";

const OPEN: readonly ExceptionState[] = ["open", "acknowledged"];
const STATES: Readonly<Record<ExceptionTab, readonly ExceptionState[]>> = {
  open: OPEN,
  mine: OPEN,
  unassigned: OPEN,
  snoozed: ["snoozed"],
  resolved: ["resolved"],
  ignored: ["ignored"],
};

/** What the address of the list means to the database. "Mine" and "unassigned" outweigh an assignee that is asked for too. */
export function exceptionNarrowing(actor: Actor, filter: ExceptionFilter, todayAt: Date): ExceptionNarrowing {
  const { tab, kind, severity, role, assignee, customer, carrier, connection, group } = filter;
  const mine = actor.kind === "user" ? actor.id : null;
  const assigneeId = tab === "mine" ? mine : tab === "unassigned" ? null : assignee;
  return {
    companyId: actor.companyId,
    states: STATES[tab],
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(kind ? { kind } : {}),
    ...(severity ? { severityRank: SEVERITIES.indexOf(severity) } : {}),
    ...(role ? { ownerRole: role } : {}),
    ...(customer ? { customer } : {}),
    ...(carrier ? { carrier } : {}),
    ...(connection ? { connectionId: connection } : {}),
    ...(group ? { groupId: group } : {}),
    ...(tab === "resolved" ? { resolvedSince: todayAt } : {}),
  };
}

/** True where no index carries the whole filter, so that a part of the list only is looked through. */
export function isResidual(narrowing: ExceptionNarrowing): boolean {
  const { assigneeId, kind, ownerRole, customer, carrier, connectionId, groupId, severityRank } = narrowing;
  const leads = [kind, ownerRole, customer, carrier, connectionId, groupId, assigneeId].filter(
    (part) => part !== undefined,
  ).length;
  if (narrowing.resolvedSince) return leads > 0 || severityRank !== undefined;
  // The indexes by customer, carrier and connection hold what is open.
  const isIgnored = narrowing.states.includes("ignored");
  return leads > 1 || (isIgnored && (customer ?? carrier ?? connectionId) !== undefined);
}

/** When the day began in `zone`. */
export function startOfDay(zone: string, now: Date): Date {
  const at = resolveTime({ local: dayIn(zone, now.getTime()), offset: null }, zone);
  return at === null ? now : new Date(at);
}
