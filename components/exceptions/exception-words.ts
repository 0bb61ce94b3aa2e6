import type { Tone } from "@/components/ui/tone";
import type { ExceptionRow, MoneyAtRisk } from "@/lib/contracts/exceptions/exception-list";
import type { ExceptionTab } from "@/lib/contracts/exceptions/exception-query";
import type { ExceptionState, Severity } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
};

export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  critical: "bad",
  high: "bad",
  medium: "warn",
  low: "neutral",
};

export const STATE_WORDS: Readonly<Record<ExceptionState, string>> = {
  open: "Open",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  resolved: "Resolved",
  ignored: "Ignored",
};

/** Nobody has to look at it now. */
export function isSettled(state: ExceptionState): boolean {
  return state === "resolved" || state === "ignored";
}

export const TAB_WORDS: Readonly<Record<ExceptionTab, string>> = {
  open: "Open",
  mine: "Mine",
  unassigned: "Unassigned",
  snoozed: "Snoozed",
  resolved: "Resolved today",
  ignored: "Ignored",
};

/** On the button that begins it. An ellipsis says that something is asked first. */
export const ACTION_BUTTONS: Readonly<Record<PersonAction, string>> = {
  acknowledge: "Acknowledge",
  assign: "Assign…",
  comment: "Comment…",
  snooze: "Snooze…",
  resolve: "Resolve…",
  ignore: "Ignore…",
  reopen: "Reopen…",
};

/** One key each, on the focused line of the list or on the open exception. */
export const ACTION_KEYS: Readonly<Record<string, PersonAction | "mine">> = {
  a: "acknowledge",
  m: "mine",
  g: "assign",
  c: "comment",
  s: "snooze",
  r: "resolve",
  i: "ignore",
  o: "reopen",
};

/** Said when it is done; what it was done to stands before it. */
export const DONE_WORDS: Readonly<Record<PersonAction, string>> = {
  acknowledge: "acknowledged. Others see that you are at it.",
  assign: "assigned.",
  comment: "commented.",
  snooze: "snoozed. It comes back by itself.",
  resolve: "resolved. It opens again if it happens anew.",
  ignore: "ignored until its end date.",
  reopen: "opened again.",
};

/** "Late delivery, SHP-20418". */
export function exceptionTitle({ kind, subject }: Pick<ExceptionRow, "kind" | "subject">): string {
  return `${EXCEPTION_RULES[kind].label}, ${subject.label}`;
}

/** "1 exception", "3 exceptions". */
export function exceptionsText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "exception" : "exceptions"}`;
}

/** "$8,420.00": minor units as people write them. */
export function moneyText({ amountMinor, currency }: MoneyAtRisk): string {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits;
  return new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(
    amountMinor / 10 ** (digits ?? 2),
  );
}
