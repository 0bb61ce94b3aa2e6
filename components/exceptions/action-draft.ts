import type { BulkAction } from "@/lib/contracts/exceptions/exception-input";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/instant";
import { resolveTime } from "@/lib/domain/time/resolve-time";

/** Spans from now, in the words of the list; `morning` is 06:00 of the next day, `at` a time that is typed. */
export const UNTIL_WORDS = {
  none: "No time, only the event",
  minute: "1 minute",
  quarter: "15 minutes",
  hour: "1 hour",
  shift: "4 hours",
  morning: "Tomorrow 06:00",
  day: "1 day",
  week: "7 days",
  month: "30 days",
  at: "A day and time…",
} as const;
export type Until = keyof typeof UNTIL_WORDS;

const SPANS_MS: Readonly<Partial<Record<Until, number>>> = {
  minute: MINUTE_MS,
  quarter: 15 * MINUTE_MS,
  hour: HOUR_MS,
  shift: 4 * HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};

/** What a form holds while an action is filled in. */
export interface ActionDraft {
  readonly text: string;
  readonly mentions: readonly string[];
  /** Empty: nobody. */
  readonly assigneeId: string;
  readonly until: Until;
  /** `YYYY-MM-DDTHH:MM` in the zone of the company. */
  readonly untilLocal: string;
  readonly untilEvent: Milestone | "";
}

export const EMPTY_DRAFT: ActionDraft = {
  text: "",
  mentions: [],
  assigneeId: "",
  until: "shift",
  untilLocal: "",
  untilEvent: "",
};

/** A form as it opens for an action, with what a suggestion fills in. */
export function draftFor(action: PersonAction, filled: Partial<ActionDraft> = {}): ActionDraft {
  return { ...EMPTY_DRAFT, until: action === "ignore" ? "week" : "shift", ...filled };
}

/** What is sent for the draft. Moments are worked out now, not when the form was opened. */
export function actionOf(action: PersonAction, draft: ActionDraft, zone: string, nowMs: number): BulkAction {
  const { text, mentions, untilEvent } = draft;
  switch (action) {
    case "acknowledge":
      return { action };
    case "assign":
      return { action, assigneeId: draft.assigneeId || null };
    case "comment":
      return { action, text, mentions: [...mentions] };
    case "snooze":
      return { action, untilAt: untilIso(draft, zone, nowMs), untilEvent: untilEvent || null };
    case "resolve":
      return { action, note: text };
    case "ignore":
      return { action, reason: text, untilAt: untilIso(draft, zone, nowMs) ?? "" };
    case "reopen":
      return { action, reason: text };
  }
}

function untilIso({ until, untilLocal }: ActionDraft, zone: string, nowMs: number): string | null {
  const span = SPANS_MS[until];
  if (span !== undefined) return new Date(nowMs + span).toISOString();
  const local = until === "morning" ? `${dayIn(zone, nowMs + DAY_MS)}T06:00` : untilLocal;
  const at = until === "none" ? null : resolveTime({ local, offset: null }, zone);
  return at === null ? null : new Date(at).toISOString();
}
