import type { MessageStateRow, WaitingRow } from "@/db/queries/pipeline/message-states";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";
import { isStrong } from "@/lib/domain/reference/correlate";
import { normaliseReference } from "@/lib/domain/reference/reference";
import type { AttachedDraft } from "./attach-drafts";
import type { ReadMessage } from "./read-message";

/** Kept with the message; the rest is found again by reading it. */
const MAX_PROBLEMS_KEPT = 100;

export interface OutcomeInput {
  readonly read: ReadMessage;
  /** Empty when a person's word or a conflict kept the message off the timeline. */
  readonly drafts: readonly AttachedDraft[];
  readonly held: "conflict" | "ignored" | null;
  readonly newEventCount: number;
  /** It was on the timeline before this run. */
  readonly wasRecorded: boolean;
  readonly now: Date;
}

/** What became of one message, in the words a person reads. */
export function messageOutcome(input: OutcomeInput): MessageStateRow {
  const { read, drafts, now } = input;
  const { message, parsed, connection } = read;
  const verdict = verdictOf(input);
  const shipmentIds = [
    ...new Set(drafts.flatMap((draft) => draft.attachments.map((attachment) => attachment.shipmentId))),
  ];
  const candidateIds = [
    ...new Set(drafts.flatMap((draft) => (draft.open?.kind === "ambiguous" ? draft.open.candidateIds : []))),
  ];
  return {
    companyId: message.companyId,
    messageId: message.id,
    connectionId: connection.id,
    receivedAt: message.receivedAt,
    state: verdict.state,
    rank: MESSAGE_STATES[verdict.state].rank,
    reasonCode: verdict.code,
    reason: verdict.reason,
    format: parsed.format,
    documents: documentsLabel(read),
    sizeBytes: message.sizeBytes,
    fileName: message.fileName,
    keyReference: keyReference(read),
    shipmentIds,
    candidateIds,
    eventCount: parsed.events.length,
    newEventCount: input.newEventCount,
    problems: parsed.problems.slice(0, MAX_PROBLEMS_KEPT),
    processedAt: now,
  };
}

interface Verdict {
  readonly state: MessageState;
  readonly code: string | null;
  readonly reason: string | null;
}

function verdictOf({ read, drafts, held, newEventCount, wasRecorded }: OutcomeInput): Verdict {
  const { parsed, message } = read;
  const [worst] = [...parsed.problems].sort(
    (a, b) => Number(b.severity === "error") - Number(a.severity === "error"),
  );
  const remark: Pick<Verdict, "code" | "reason"> = worst
    ? { code: worst.code, reason: worst.message }
    : { code: null, reason: null };
  if (held === "ignored")
    return {
      state: "ignored",
      code: "ignored",
      reason: "Ignored by a person; nothing of it is on the timeline.",
    };
  if (held === "conflict") {
    return {
      state: "conflict",
      code: "conflict",
      reason: `Same delivery key as message ${message.conflictWith}, other bytes. Kept, not on the timeline: accept it or ignore it.`,
    };
  }
  if (parsed.outcome === "quarantine")
    return { state: "quarantined", ...remark, reason: remark.reason ?? "Can't be read." };
  if (parsed.events.length === 0) return { state: "facts", ...remark };
  const open = drafts.filter((draft) => draft.open !== null);
  const choice = open.find((draft) => draft.open?.kind === "ambiguous") ?? open[0];
  if (choice?.open) {
    const share =
      open.length < drafts.length
        ? ` ${drafts.length - open.length} of ${drafts.length} events are on the timeline.`
        : "";
    return choice.open.kind === "ambiguous"
      ? {
          state: "ambiguous",
          code: "ambiguous_reference",
          reason: `${sentence(choice.open.reason)} Choose the one it belongs to.${share}`,
        }
      : {
          state: "unmatched",
          code: choice.open.waitingFor.length > 0 ? "unknown_reference" : "missing_reference",
          reason: `${sentence(choice.open.reason)}${waitNote(choice)}${share}`,
        };
  }
  return newEventCount > 0 || wasRecorded
    ? { state: "recorded", ...remark }
    : {
        state: "duplicate",
        code: "duplicate_event",
        reason: "Every event in it was on the timeline already.",
      };
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const waitNote = (draft: AttachedDraft) =>
  draft.open?.kind === "unmatched" && draft.open.waitingFor.length > 0
    ? " It attaches by itself when one appears."
    : " Attach it by hand.";

/** Numbers the drafts of a message wait for: all of an unmatched one, and those that would settle a choice. */
export function waitingRows(messageId: string, drafts: readonly AttachedDraft[]): WaitingRow[] {
  const rows = new Map<string, WaitingRow>();
  for (const draft of drafts) {
    for (const { type, value } of draft.open?.waitingFor ?? []) {
      const lookup = normaliseReference(value);
      rows.set(`${type} ${lookup}`, { messageId, lookup, type });
    }
  }
  return [...rows.values()];
}

function documentsLabel({ parsed }: ReadMessage): string {
  const counts = new Map<string, number>();
  for (const { type } of parsed.documents) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => (count > 1 ? `${type} ×${count}` : type)).join(", ");
}

function keyReference({ parsed }: ReadMessage): string | null {
  const references =
    parsed.references.length > 0 ? parsed.references : parsed.events.flatMap((draft) => draft.references);
  return (references.find((reference) => isStrong(reference.type)) ?? references[0])?.value ?? null;
}
