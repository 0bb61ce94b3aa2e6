import type { ExceptionListRow } from "@/db/queries/exceptions/select-exception-page";
import type { GroupRow } from "@/db/queries/exceptions/select-groups";
import type { ExceptionGroupRow, ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import { type Actor, can } from "@/lib/domain/access/actor";
import { causeTitle } from "@/lib/domain/exception/cause-words";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { mayAct, PERSON_ACTIONS } from "@/lib/domain/exception/lifecycle";

/** One line of the workbench as this person sees it. */
export function toExceptionRow(actor: Actor, row: ExceptionListRow): ExceptionRow {
  const { connectionId, connectionName, assigneeId, assigneeName, moneyMinor, currency } = row;
  const works = can(actor, "exception.work");
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    subject: {
      kind: row.subjectKind,
      id: row.subjectId,
      label: row.subjectLabel,
      href: subjectHref(actor, row),
    },
    summary: row.summary,
    severity: row.severity,
    state: row.state,
    customer: row.customer,
    carrier: row.carrier,
    connection: connectionId && connectionName ? { id: connectionId, name: connectionName } : null,
    money:
      moneyMinor !== null && currency !== null && can(actor, "message.raw.read")
        ? { amountMinor: moneyMinor, currency }
        : null,
    ownerRole: row.ownerRole,
    assignee: assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : null,
    groupId: row.groupId,
    sinceAt: iso(row.sinceAt),
    dueAt: isoOrNull(row.dueAt),
    snoozedUntil: isoOrNull(row.snoozedUntil),
    snoozedForEvent: row.snoozedForEvent,
    ignoredUntil: isoOrNull(row.ignoredUntil),
    resolvedAt: isoOrNull(row.resolvedAt),
    reopenedCount: row.reopenedCount,
    causeHolds: row.causeHolds === 1,
    actions: works ? PERSON_ACTIONS.filter((action) => mayAct(row.state, action)) : [],
  };
}

export function toGroupRow(row: GroupRow): ExceptionGroupRow {
  const { connectionId, connectionName, signature, firstSeenAt, lastSeenAt, retryAt, ...rest } = row;
  return {
    ...rest,
    // Kept titles of before were code words.
    title: causeTitle(row.kind, signature, row.title),
    nature: EXCEPTION_RULES[row.kind].nature,
    connection: { id: connectionId, name: connectionName },
    firstSeenAt: iso(firstSeenAt),
    lastSeenAt: iso(lastSeenAt),
    retryAt: isoOrNull(retryAt),
  };
}

function subjectHref(actor: Actor, row: ExceptionListRow): string | null {
  switch (row.subjectKind) {
    case "shipment":
      return can(actor, "shipment.read") ? `/shipments/${encodeURIComponent(row.subjectLabel)}` : null;
    case "message":
      return can(actor, "message.read") ? `/messages/${row.subjectId}` : null;
    case "command":
      return can(actor, "command.read") ? `/commands/${row.subjectId}` : null;
    case "stock":
      return can(actor, "stock.read") ? `/stock?connection=${row.connectionId ?? ""}` : null;
    case "connection":
    case "code":
      return row.connectionSlug && can(actor, "connection.read")
        ? `/connections/${row.connectionSlug}`
        : null;
  }
}

/** Postgres' text of a moment as ISO 8601. */
export const iso = (text: string): string => new Date(text).toISOString();
export const isoOrNull = (text: string | null): string | null => (text === null ? null : iso(text));
