import type { TraceRow } from "@/db/queries/trace/trace-row";
import { HISTORY_WORDS, type HistoryAction } from "@/lib/contracts/exceptions/exception-page";
import { STATE_WORDS } from "@/lib/contracts/messages/state-words";
import { type Actor, can } from "@/lib/domain/access/actor";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { nameGap } from "@/lib/domain/trace/name-gap";
import { CLOCK_STATES, line, MESSAGE_TONES, type NodeText, nodeText, plain } from "./node-words";

type Of<K extends TraceRow["kind"]> = Extract<TraceRow, { kind: K }>;

const NO_BYTES = "The bytes are kept. Your role does not show them.";
const NO_AUDIT = "Who and why stands in the audit log. Your role does not show it.";

export function messageText({ data }: Of<"message">, actor: Actor): NodeText {
  const mayRead = can(actor, "message.raw.read");
  const fromOdoo = data.dialect === "odoo";
  return nodeText({
    lane: fromOdoo ? "odoo" : "partner",
    title: `${data.documents || "Message"} ${fromOdoo ? "read from" : "received from"} ${data.connection}`,
    detail: line(
      data.fileName,
      `${data.sizeBytes.toLocaleString("en")} bytes`,
      data.attempts > 1 && `read ${data.attempts} times`,
      data.state && (data.reason ?? (data.state === "recorded" ? null : STATE_WORDS[data.state].happened)),
    ),
    state: data.state
      ? { word: MESSAGE_STATES[data.state].label, tone: MESSAGE_TONES[data.state] }
      : { word: "Waiting to be read", tone: "info" },
    href: `/messages/${data.id}`,
    opens: mayRead ? "bytes" : null,
    denied: mayRead ? null : NO_BYTES,
  });
}

export function eventText({ at, data }: Of<"event">, actor: Actor): NodeText {
  const mayRead = can(actor, "message.raw.read");
  const { label } = MILESTONE_RULES[data.milestone];
  const waitedMs = Date.parse(at) - Date.parse(data.receivedAt);
  return nodeText({
    lane: "milepost",
    title: `${data.voids ? "Taken back" : data.classifier === "actual" ? label : `${label}, ${data.classifier}`} on ${data.number}`,
    detail: line(
      `${data.codeList} ${data.rawCode} at ${data.at}`,
      `on this shipment: ${data.matchReason}`,
      `mapping ${data.mapping}`,
    ),
    state: { word: "Recorded", tone: data.milestone === "unmapped" ? "warn" : "ok" },
    href: `/shipments/${encodeURIComponent(data.number)}?event=${data.id}`,
    gap: nameGap(waitedMs, { kind: "message_to_event", attempts: data.attempts ?? 1 }),
    opens: mayRead ? "bytes" : null,
    denied: mayRead ? null : NO_BYTES,
  });
}

export function decisionText({ data }: Of<"decision">, actor: Actor): NodeText {
  const mayRead = can(actor, "audit.read");
  return nodeText({
    lane: "milepost",
    title: mayRead
      ? `${data.actor}: ${plain(data.action).replaceAll(".", " ")}`
      : `A decision on this ${data.subjectKind}`,
    detail: mayRead ? data.reason : null,
    state: { word: "Decided", tone: "neutral" },
    href: mayRead ? "/audit" : null,
    denied: mayRead ? null : NO_AUDIT,
  });
}

const CAUSES = {
  event: "by what was told",
  time: "by time alone",
  late_evidence: "by evidence that came late",
  policy: "by another policy",
} as const;

export function verdictText({ data }: Of<"verdict">): NodeText {
  const { word, tone } = CLOCK_STATES[data.state];
  const from = data.before ? ` (was ${CLOCK_STATES[data.before].word})` : "";
  return nodeText({
    lane: "milepost",
    title: `Promise “${CLOCK_WORDS[data.kind].name}” of ${data.number} ${data.before ? "turned" : "began"}: ${word}${from}`,
    detail: line(CAUSES[data.cause], data.explanation),
    state: { word, tone },
    href: `/shipments/${encodeURIComponent(data.number)}`,
  });
}

export function exceptionText({ data }: Of<"exception">): NodeText {
  const rule = EXCEPTION_RULES[data.kind];
  const words =
    data.action in HISTORY_WORDS ? HISTORY_WORDS[data.action as HistoryAction] : plain(data.action);
  const opened = data.action === "opened" || data.action === "reopened" || data.action === "reopen";
  const over = data.action === "resolve" || data.action === "resolved_itself";
  return nodeText({
    lane: "milepost",
    title: `Exception “${rule.label}” on ${data.label}: ${words.toLowerCase()}`,
    detail: line(data.actor !== "rule" && `by ${data.actor}`, data.note, opened && data.summary),
    state: { word: words, tone: opened ? "bad" : over ? "ok" : "neutral" },
    href: `/exceptions/${data.exceptionId}`,
  });
}
