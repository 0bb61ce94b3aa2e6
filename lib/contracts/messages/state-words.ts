import { MESSAGE_STATES, type MessageState } from "@/lib/domain/message/message-state";

export const MESSAGE_STATE_NAMES = Object.keys(MESSAGE_STATES) as [MessageState, ...MessageState[]];

/** States that wait for a person, in the order of the list. */
export const PERSON_STATES = MESSAGE_STATE_NAMES.filter((state) => MESSAGE_STATES[state].needsPerson);

/** What a state means for the reader: what happened and was kept, then what to do. Said when the pipeline gave no reason of its own. */
export const STATE_WORDS: Readonly<
  Record<MessageState, { readonly happened: string; readonly next: string }>
> = {
  quarantined: {
    happened: "It could not be read or trusted. The bytes are kept, nothing of it is on the timeline.",
    next: "See the problems, mend the mapping or ask the sender, then replay.",
  },
  conflict: {
    happened: "It came under the delivery key of an earlier message, with other bytes. Both are kept.",
    next: "Compare the two, then accept this copy or ignore it.",
  },
  ambiguous: {
    happened: "Its references name more than one shipment. It is kept, nothing was attached.",
    next: "Choose the shipment it belongs to.",
  },
  unmatched: {
    happened: "Its references name no shipment yet. It is kept and waits.",
    next: "It attaches by itself when the reference appears. Attach it now if you know the shipment.",
  },
  held: {
    happened: "Its connection is paused. It is kept and waits its turn.",
    next: "It is read when the connection runs again. It can be let through before the others.",
  },
  recorded: { happened: "Its events are on the timeline.", next: "Nothing to do." },
  facts: { happened: "It was read. It states facts, but no event.", next: "Nothing to do." },
  duplicate: {
    happened: "Everything it says was already on the timeline. It is kept, nothing was added twice.",
    next: "Nothing to do.",
  },
  ignored: { happened: "A person said it does not count. The bytes are kept.", next: "Nothing to do." },
};

/** A reader's or pipeline's remark as a sentence: a capital first, a full stop last. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
