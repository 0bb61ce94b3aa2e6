import type { HistoryListRow } from "@/db/queries/exceptions/select-history";
import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";
import {
  HISTORY_WORDS,
  type HistoryAction,
  type HistoryLine,
} from "@/lib/contracts/exceptions/exception-page";
import { wallClockText, zoneText } from "@/lib/domain/shipment/wall-clock";
import { iso } from "./exception-row";

interface Words {
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly zone: string;
  readonly now: Date;
}

/** One line of history in words. */
export function toHistoryLine(row: HistoryListRow, words: Words): HistoryLine {
  const action = row.action in HISTORY_WORDS ? (row.action as HistoryAction) : "comment";
  return {
    id: row.id,
    action,
    actor: row.actor,
    isRule: row.actorId === null,
    note: row.note,
    mentions: (row.mentions ?? []).flatMap((id) => words.people.get(id) ?? []),
    detail: detailOf(action, row.after ?? {}, words),
    at: iso(row.at),
  };
}

function detailOf(action: HistoryAction, after: Record<string, unknown>, words: Words): string | null {
  if (action === "assign") {
    const { assigneeId } = after;
    return typeof assigneeId === "string"
      ? `to ${words.people.get(assigneeId)?.name ?? "someone who left"}`
      : "to nobody";
  }
  if (action === "snooze") {
    const ends = [clockText(after.snoozedUntil, words), eventText(after.snoozedForEvent)].filter(Boolean);
    return ends.length > 0 ? `until ${ends.join(" or ")}` : null;
  }
  if (action === "ignore") {
    const end = clockText(after.ignoredUntil, words);
    return end === null ? null : `until ${end}`;
  }
  return null;
}

function clockText(at: unknown, { zone, now }: Words): string | null {
  const moment = typeof at === "string" ? Date.parse(at) : Number.NaN;
  return Number.isNaN(moment)
    ? null
    : `${wallClockText(moment, zone, now.getTime())} ${zoneText(moment, zone)}`;
}

const eventText = (event: unknown): string | null =>
  typeof event === "string" ? event.replaceAll("_", " ") : null;
