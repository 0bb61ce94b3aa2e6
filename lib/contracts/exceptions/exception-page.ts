import type { Milestone } from "@/lib/domain/event/milestone";
import type { ExceptionGroupRow, ExceptionRights, ExceptionRow, PersonRef } from "./exception-list";
import type { RunbookDto } from "./runbook";

/** What the rules did, then what people do. */
export const HISTORY_WORDS = {
  opened: "Opened",
  reopened: "Opened again",
  resolved_itself: "Closed itself, the cause is gone",
  woke: "Snooze over",
  acknowledge: "Acknowledged",
  assign: "Assigned",
  comment: "Commented",
  snooze: "Snoozed",
  resolve: "Resolved",
  ignore: "Ignored",
  reopen: "Opened again by hand",
} as const;
export type HistoryAction = keyof typeof HISTORY_WORDS;

/** One line of what happened to it. */
export interface HistoryLine {
  readonly id: string;
  readonly action: HistoryAction;
  /** A person's name, or "rule". */
  readonly actor: string;
  readonly isRule: boolean;
  readonly note: string | null;
  readonly mentions: readonly PersonRef[];
  /** In words what it changed: "to R. Vos", "until 21 Nov 06:00 or POD received"; null when the action says it all. */
  readonly detail: string | null;
  /** ISO 8601 */
  readonly at: string;
}

/** What the last ones like this one came to. */
export interface SimilarClosed {
  /** How many were looked at: the last ones closed of the same kind and, where there are any, the same carrier or customer. */
  readonly count: number;
  readonly like: string;
  readonly closedThemselves: number;
  readonly closedByPeople: number;
  /** The commonest way, in words: "by themselves", or a person's note. */
  readonly commonest: string | null;
  /** Mean time from opened to closed. */
  readonly meanMinutes: number;
}

/** What a person may do next, with its reason. Never applied by itself. */
export interface Suggestion {
  readonly step: string;
  readonly reason: string;
  /** An action that can be filled in for the person; null when the step is outside of Milepost. */
  readonly action:
    | { readonly kind: "acknowledge" }
    | { readonly kind: "snooze"; readonly untilEvent: Milestone | null; readonly untilAt: string | null }
    | { readonly kind: "open"; readonly href: string; readonly label: string }
    | null;
  readonly similar: SimilarClosed | null;
}

export interface ExceptionPage extends ExceptionRow {
  readonly openedAt: string;
  readonly resolution: string | null;
  /** Oldest first; the newest 200. */
  readonly history: readonly HistoryLine[];
  readonly historyIsCut: boolean;
  /** Others of the same shipment, open ones first; at most 50. */
  readonly related: readonly ExceptionRow[];
  readonly group: ExceptionGroupRow | null;
  readonly runbook: RunbookDto;
  readonly suggestion: Suggestion;
  /** People it can be assigned to or who can be mentioned. */
  readonly people: readonly PersonRef[];
  /** Events a snooze can wait for; empty where it has no shipment. */
  readonly snoozeEvents: readonly Milestone[];
  readonly rights: ExceptionRights;
  readonly zone: string;
}
