import type { TraceNode, TraceTone } from "@/lib/contracts/trace/trace-page";
import type { ClockState } from "@/lib/domain/clock/clock";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { RunState } from "@/lib/domain/flow/run-state";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { NoticeState } from "@/lib/domain/notice/notice";
import type { Channel } from "@/lib/domain/notice/subscription";
import type { OutboundKind, OutboundState } from "@/lib/domain/outbound/outbound";

/** What a node says, before its place among the others is known. */
export type NodeText = Pick<
  TraceNode,
  "lane" | "title" | "detail" | "state" | "href" | "outsideHref" | "gap" | "opens" | "denied"
>;

const NOTHING: Omit<NodeText, "lane" | "title"> = {
  detail: null,
  state: null,
  href: null,
  outsideHref: null,
  gap: null,
  opens: null,
  denied: null,
};

export function nodeText(said: Pick<NodeText, "lane" | "title"> & Partial<NodeText>): NodeText {
  return { ...NOTHING, ...said };
}

type Word = { readonly word: string; readonly tone: TraceTone };

export const MESSAGE_TONES: Readonly<Record<MessageState, TraceTone>> = {
  quarantined: "bad",
  conflict: "bad",
  ambiguous: "warn",
  unmatched: "warn",
  held: "info",
  recorded: "ok",
  facts: "info",
  duplicate: "neutral",
  ignored: "neutral",
};

export const CLOCK_STATES: Readonly<Record<ClockState, Word>> = {
  open: { word: "running", tone: "info" },
  at_risk: { word: "at risk", tone: "warn" },
  breached: { word: "breached", tone: "bad" },
  paused: { word: "paused", tone: "neutral" },
  met: { word: "met", tone: "ok" },
  cancelled: { word: "no longer owed", tone: "neutral" },
};

export const COMMAND_TONES: Readonly<Record<CommandState, TraceTone>> = {
  uncertain: "warn",
  rejected: "bad",
  pending: "info",
  sent: "info",
  confirmed: "ok",
  cancelled: "neutral",
};

export const RUN_TONES: Readonly<Record<RunState, TraceTone>> = {
  queued: "info",
  running: "info",
  waiting: "info",
  awaiting_approval: "warn",
  held: "warn",
  retrying: "warn",
  failed: "bad",
  dead: "bad",
  compensating: "warn",
  done: "ok",
  cancelled: "neutral",
};

export const FLOW_WORDS: Readonly<Record<FlowName, string>> = {
  bill_on_delivery: "Bill on delivery",
  accrue_freight: "Accrue freight",
  settle_carrier_invoice: "Settle carrier invoice",
  return_to_refund: "Return to refund",
  status_to_odoo: "Status to Odoo",
  tell_customer: "Tell the customer",
};

export const OUTBOUND_WORDS: Readonly<Record<OutboundKind, string>> = {
  "997": "Acknowledgement 997",
  dispute: "Dispute",
  "820": "Remittance 820",
  webhook: "Webhook",
  mail: "Mail",
};

export const OUTBOUND_TONES: Readonly<Record<OutboundState, TraceTone>> = {
  waiting: "info",
  sending: "info",
  uncertain: "warn",
  sent: "ok",
  failed: "bad",
};

export const NOTICE_STATES: Readonly<Record<NoticeState, Word>> = {
  failed: { word: "failed", tone: "bad" },
  waiting: { word: "waiting", tone: "info" },
  sent: { word: "sent", tone: "ok" },
};

export const CHANNELS: Readonly<Record<Channel, string>> = {
  in_app: "in Milepost",
  email: "by e-mail",
  webhook: "by webhook",
  slack: "to Slack",
  teams: "to Microsoft Teams",
};

/** "awaiting_approval" as people say it. */
export const plain = (name: string): string => name.replaceAll("_", " ");

/** The parts there are, as one line. */
export function line(...parts: readonly (string | null | undefined | false)[]): string | null {
  const said = parts.filter((part) => Boolean(part));
  return said.length === 0 ? null : said.join(", ");
}
