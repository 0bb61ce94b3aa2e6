/** Where something happened: with the partner, in Milepost, in Odoo. */
export const TRACE_LANES = ["partner", "milepost", "odoo"] as const;
export type TraceLane = (typeof TRACE_LANES)[number];

/**
 * Kinds of nodes in the order in which they follow each other when they bear the same instant: a message before what it says, a command before its tries.
 * The number is the beginning of a node's key, two digits.
 */
export const TRACE_RANKS = {
  message: 10,
  decision: 15,
  event: 20,
  outbound: 25,
  outbound_try: 26,
  verdict: 30,
  exception: 40,
  run: 50,
  run_decision: 52,
  run_attempt: 54,
  command: 60,
  attempt: 70,
  document: 80,
  notice: 90,
  notice_sent: 92,
} as const;

export type TraceKind = keyof typeof TRACE_RANKS;

/** The key of a node: rank and what tells it from others of its kind. Byte order is order of rank. */
export function nodeKey(kind: TraceKind, id: string): string {
  return `${TRACE_RANKS[kind]}.${id}`;
}

/** What things can be traced from, as it stands in an address before the colon. */
export const TRACE_SUBJECTS = [
  "message",
  "event",
  "shipment",
  "exception",
  "run",
  "command",
  "outbound",
  "notice",
  "document",
  "trace",
] as const;
export type TraceSubjectKind = (typeof TRACE_SUBJECTS)[number];

export interface TraceSubject {
  readonly kind: TraceSubjectKind;
  /** A UUID; of an event `shipment/event`; of a trace its 32 hex digits; of a document `connection/model/id`. */
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const EVENT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DOCUMENT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[a-z0-9_.]{1,64}\/[1-9]\d{0,14}$/;
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;

/** What an address means by `from`; null for anything else. */
export function parseSubject(text: string): TraceSubject | null {
  const colon = text.indexOf(":");
  const kind = TRACE_SUBJECTS.find((known) => known === text.slice(0, colon));
  const id = text.slice(colon + 1).toLowerCase();
  if (!kind) return null;
  const forms: Partial<Record<TraceSubjectKind, RegExp>> = {
    trace: TRACE_ID,
    document: DOCUMENT,
    event: EVENT,
  };
  return (forms[kind] ?? UUID).test(id) ? { kind, id } : null;
}

export function subjectText({ kind, id }: TraceSubject): string {
  return `${kind}:${id}`;
}
