import type { TraceRow } from "@/db/queries/trace/trace-row";
import { COMMAND_KIND_WORDS, COMMAND_STATE_WORDS } from "@/lib/contracts/commands/command-words";
import { documentWord } from "@/lib/contracts/odoo/model-words";
import { type Actor, can } from "@/lib/domain/access/actor";
import { odooDocumentUrl } from "@/lib/domain/odoo/document-url";
import { type Gap, nameGap } from "@/lib/domain/trace/name-gap";
import {
  CHANNELS,
  COMMAND_TONES,
  FLOW_WORDS,
  line,
  NOTICE_STATES,
  type NodeText,
  nodeText,
  OUTBOUND_TONES,
  OUTBOUND_WORDS,
  plain,
  RUN_TONES,
} from "./node-words";

type Of<K extends TraceRow["kind"]> = Extract<TraceRow, { kind: K }>;

export function runText({ data }: Of<"run">): NodeText {
  return nodeText({
    lane: "milepost",
    title: `Flow “${FLOW_WORDS[data.flow]}” began for ${data.label}`,
    detail: line(`started by ${data.startedBy}`, `now at ${plain(data.step)}`, data.reason),
    state: { word: plain(data.state), tone: RUN_TONES[data.state] },
    href: `/flows/${data.id}`,
  });
}

export function runDecisionText({ data }: Of<"run_decision">): NodeText {
  return nodeText({
    lane: "milepost",
    title: `${data.actor}: ${plain(data.kind)}, at ${plain(data.step)}`,
    detail: line(`flow “${FLOW_WORDS[data.flow]}”`, data.reason),
    state: { word: "Decided", tone: "neutral" },
    href: `/flows/${data.runId}`,
  });
}

export function runAttemptText({ data }: Of<"run_attempt">): NodeText {
  return nodeText({
    lane: "milepost",
    title: `Step “${plain(data.step)}”: ${plain(data.outcome)}`,
    detail: line(`flow “${FLOW_WORDS[data.flow]}”`, data.note),
    href: `/flows/${data.runId}`,
  });
}

const HIDDEN_WRITE: NodeText = nodeText({
  lane: "odoo",
  title: "A write to Odoo",
  denied: "What was written is kept. Your role does not show it.",
});

export function commandText({ data }: Of<"command">, actor: Actor): NodeText {
  if (!can(actor, "command.read")) return { ...HIDDEN_WRITE, lane: "milepost" };
  const retries = Math.max(0, data.tries - 1);
  return nodeText({
    lane: "milepost",
    title: `${COMMAND_KIND_WORDS[data.kind]} asked of ${data.connection}`,
    detail: line(
      `by ${data.requestedBy}`,
      data.document,
      data.result && `made ${data.result}`,
      retries > 0 && `retried ${retries === 1 ? "once" : `${retries} times`}`,
      data.error,
    ),
    state: { word: COMMAND_STATE_WORDS[data.state].label, tone: COMMAND_TONES[data.state] },
    href: `/commands/${data.id}`,
  });
}

const TRY_WORDS = { send: "Sent to", look_up: "Looked up in", recheck: "Read again in" } as const;

export function attemptText({ at, data }: Of<"attempt">, actor: Actor): NodeText {
  if (!can(actor, "command.read")) return HIDDEN_WRITE;
  const mayRead = can(actor, "message.raw.read");
  const tookMs = Math.max(0, Date.parse(data.endedAt) - Date.parse(at));
  return nodeText({
    lane: "odoo",
    title: `${TRY_WORDS[data.kind]} ${data.connection}: ${plain(data.outcome)}`,
    detail: line(
      `${COMMAND_KIND_WORDS[data.commandKind]}, try ${data.number}`,
      `answered after ${tookMs.toLocaleString("en")} ms`,
      data.error,
    ),
    state: data.error ? { word: "Failed", tone: "bad" } : { word: "Answered", tone: "ok" },
    href: `/commands/${data.commandId}`,
    gap: gapBeforeTry(Date.parse(at), data),
    opens: mayRead ? "exchange" : null,
    denied: mayRead ? null : "What was asked and answered is kept. Your role does not show it.",
  });
}

function gapBeforeTry(atMs: number, data: Of<"attempt">["data"]): Gap | null {
  if (data.before === null) return nameGap(atMs - Date.parse(data.requestedAt), { kind: "command_to_try" });
  const spanMs = atMs - Date.parse(data.before);
  return nameGap(spanMs, { kind: "try_to_try", number: data.number, error: data.errorBefore });
}

export function documentText({ data }: Of<"document">, actor: Actor): NodeText {
  const url = data.deleted
    ? null
    : odooDocumentUrl(data.baseUrl, data.serverVersion, data.model, data.odooId);
  const named = data.name && data.name !== "/" ? data.name : String(data.odooId);
  return nodeText({
    lane: "odoo",
    title: `${documentWord(data.model)} ${named} last changed in ${data.connection}, as read from there`,
    detail: line(
      data.writeDate && `written ${data.writeDate} UTC`,
      data.state && `state there: ${data.state}`,
    ),
    state: data.deleted ? { word: "Deleted", tone: "bad" } : { word: "Mirrored", tone: "neutral" },
    outsideHref: can(actor, "shipment.read") ? url : null,
  });
}

export function outboundText({ data }: Of<"outbound">, actor: Actor): NodeText {
  if (!can(actor, "outbound.read"))
    return nodeText({
      lane: "partner",
      title: "A message to the partner",
      denied: "It is kept. Your role does not show what goes out.",
    });
  return nodeText({
    lane: "partner",
    title: `${OUTBOUND_WORDS[data.kind]} for ${data.connection ?? data.address ?? "the partner"} written`,
    detail: line(data.title, data.verdict && `verdict ${data.verdict}`, data.error),
    state: { word: plain(data.state), tone: OUTBOUND_TONES[data.state] },
    href: `/outbound/${data.id}`,
    opens: "bytes",
  });
}

export function outboundTryText({ data }: Of<"outbound_try">, actor: Actor): NodeText {
  if (!can(actor, "outbound.read"))
    return nodeText({
      lane: "partner",
      title: "A try to send it",
      denied: "It is kept. Your role does not show what goes out.",
    });
  return nodeText({
    lane: "partner",
    title: `${OUTBOUND_WORDS[data.kind]}: ${plain(data.what)}, ${data.outcome}`,
    detail: line(`try ${data.number}`, data.error),
    state: data.error ? { word: "Failed", tone: "bad" } : { word: "Done", tone: "ok" },
    href: `/outbound/${data.id}`,
  });
}

export function noticeText({ kind, at, data }: Of<"notice"> | Of<"notice_sent">, actor: Actor): NodeText {
  const isSent = kind === "notice_sent";
  if (!can(actor, "notice.read"))
    return nodeText({
      lane: isSent ? "partner" : "milepost",
      title: isSent ? "A notice went out" : "A notice was written",
      denied: "It is kept. Your role does not show notices.",
    });
  const sinceMs = Date.parse(at) - Date.parse(data.createdAt);
  return nodeText({
    lane: isSent ? "partner" : "milepost",
    title: isSent
      ? `Notice sent ${CHANNELS[data.channel]}`
      : `Notice written, to go ${CHANNELS[data.channel]}`,
    detail: line(data.title, !isSent && data.error),
    state: isSent ? { word: "sent", tone: "ok" } : NOTICE_STATES[data.state],
    href: `/outbound/notice/${data.id}`,
    gap: isSent ? nameGap(sinceMs, { kind: "notice_to_sent", attempts: data.attempts }) : null,
  });
}
