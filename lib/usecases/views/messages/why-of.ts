import { asSentence, STATE_WORDS } from "@/lib/contracts/messages/state-words";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";

export interface Why {
  /** What happened and what was kept; empty where nothing is to be said. */
  readonly why: string;
  /** What a person does now; empty when nothing, or when `why` says it. */
  readonly next: string;
}

/**
 * The reason as it was given says what to do for most states. A conflict's names a message by its id, which helps only where it
 * can be followed; a quarantine's says what is wrong, not what to do about it.
 */
export function whyOf(state: MessageState, reason: string | null): Why {
  const { happened, next } = STATE_WORDS[state];
  if (state === "conflict") return { why: happened, next };
  if (state === "quarantined") return { why: asSentence(reason ?? happened), next };
  if (reason) return { why: asSentence(reason), next: "" };
  return MESSAGE_STATES[state].needsPerson ? { why: happened, next } : { why: "", next: "" };
}
