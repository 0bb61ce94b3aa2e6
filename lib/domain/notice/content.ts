import { SEVERITIES, type Severity } from "../exception/exception";
import { EXCEPTION_RULES } from "../exception/kinds";
import {
  LINES_SHOWN,
  type NoticeContent,
  type NoticeKind,
  type NoticeLine,
  type ToldException,
} from "./notice";

export const rankOf = (severity: Severity): number => SEVERITIES.indexOf(severity);

const lineOf = ({ id, kind, severity, label, summary }: ToldException): NoticeLine => ({
  ...{ exceptionId: id, kind, severity, label, summary },
});

/** A message about nothing yet. */
export const emptyContent = (cause: string): NoticeContent => ({
  ...{ cause, count: 0, open: 0, top: "low" as const, kinds: {}, lines: [] },
});

/** The content with one more exception. In any order the same comes out: the gravest lines stay, ties by id. */
export function withException(content: NoticeContent, exception: ToldException): NoticeContent {
  const line = lineOf(exception);
  const lines = [...content.lines, line]
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity) || (a.exceptionId < b.exceptionId ? -1 : 1))
    .slice(0, LINES_SHOWN);
  return {
    ...content,
    count: content.count + 1,
    open: content.open + 1,
    top: rankOf(line.severity) < rankOf(content.top) ? line.severity : content.top,
    kinds: { ...content.kinds, [line.kind]: (content.kinds[line.kind] ?? 0) + 1 },
    lines,
  };
}

/** The content when `count` of its exceptions are over; below zero: when they are back. */
export function withOver(content: NoticeContent, count: number): NoticeContent {
  return { ...content, open: Math.min(content.count, Math.max(0, content.open - count)) };
}

export interface NoticeText {
  readonly title: string;
  /** Plain lines. */
  readonly body: string;
  /** Path within Milepost. */
  readonly href: string;
}

/** The words of a message about exceptions, the same in every channel. */
export function textOf(kind: NoticeKind, content: NoticeContent, causeKey: string): NoticeText {
  const [first] = content.lines;
  const one = content.count === 1 && first ? first : null;
  return {
    title: titleOf(kind, content, one),
    body: bodyLines(kind, content).join("\n"),
    href: hrefOf(causeKey, one),
  };
}

function titleOf(kind: NoticeKind, content: NoticeContent, one: NoticeLine | null): string {
  const subject = one
    ? `${EXCEPTION_RULES[one.kind].label}, ${one.label}`
    : `${content.count.toLocaleString("en")} exceptions, ${content.cause}`;
  switch (kind) {
    case "recovered":
      return `Over: ${subject}`;
    case "mention":
      return `${content.by ?? "Someone"} mentioned you: ${subject}`;
    case "assigned":
      return `${content.by ?? "Someone"} gave you: ${subject}`;
    case "returned":
      return `Snooze over: ${subject}`;
    case "digest":
      return `Digest: ${content.count.toLocaleString("en")} ${content.count === 1 ? "exception" : "exceptions"}, ${content.top} at most`;
    default:
      return `${content.top === "critical" ? "Critical: " : ""}${subject}`;
  }
}

function bodyLines(kind: NoticeKind, content: NoticeContent): string[] {
  if (kind === "recovered")
    return [
      content.count === 1
        ? "The cause is gone or it was settled."
        : `All ${content.count.toLocaleString("en")} are over.`,
    ];
  const lines = content.lines.map(
    ({ kind: what, severity, label, summary }) =>
      `${label}: ${EXCEPTION_RULES[what].label}, ${severity}. ${summary.charAt(0).toUpperCase()}${summary.slice(1)}`,
  );
  const more = content.count - content.lines.length;
  if (content.said) lines.unshift(`"${content.said}"`);
  if (more > 0) lines.push(`And ${more.toLocaleString("en")} more: ${kindsText(content)}.`);
  const over = content.count - content.open;
  if (over > 0)
    lines.push(
      over === content.count ? "It is over again." : `${over.toLocaleString("en")} of them are over again.`,
    );
  return lines;
}

function kindsText({ kinds }: NoticeContent): string {
  return Object.entries(kinds)
    .sort(([, a], [, b]) => b - a)
    .map(
      ([kind, count]) =>
        `${count.toLocaleString("en")} × ${EXCEPTION_RULES[kind as keyof typeof EXCEPTION_RULES].label.toLowerCase()}`,
    )
    .join(", ");
}

function hrefOf(causeKey: string, one: NoticeLine | null): string {
  if (one) return `/exceptions/${one.exceptionId}`;
  const [family = "", name = "", kind = ""] = causeKey.split(":");
  const parameters = new URLSearchParams({
    ...(LISTED.has(family) ? { [family]: name } : {}),
    ...(kind ? { kind } : {}),
  });
  return parameters.size > 0 ? `/exceptions?${parameters}` : "/exceptions";
}

/** What the list of exceptions can be narrowed to. */
const LISTED = new Set(["group", "connection", "carrier"]);
