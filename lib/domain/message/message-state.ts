/**
 * What became of a message. `rank` is the order of the inbox: what needs a person comes first.
 *
 * recorded: its events are on the timeline. facts: read, no event in it. duplicate: everything it says was known.
 * unmatched: names no known shipment, attaches by itself when the reference appears. ambiguous: names several, a person chooses.
 * conflict: same delivery key as an earlier message, other bytes; waits for a person. quarantined: can't be read or trusted.
 * held: its connection is paused, it is read when that ends or a person lets it through. ignored: a person said so.
 */
export const MESSAGE_STATES = {
  quarantined: { rank: 0, needsPerson: true, label: "Quarantined" },
  conflict: { rank: 1, needsPerson: true, label: "Conflict" },
  ambiguous: { rank: 2, needsPerson: true, label: "Choose shipment" },
  unmatched: { rank: 3, needsPerson: true, label: "Unmatched" },
  held: { rank: 5, needsPerson: false, label: "Held back" },
  recorded: { rank: 8, needsPerson: false, label: "On the timeline" },
  facts: { rank: 8, needsPerson: false, label: "Read, no events" },
  duplicate: { rank: 8, needsPerson: false, label: "Nothing new" },
  ignored: { rank: 9, needsPerson: false, label: "Ignored" },
} as const;

export type MessageState = keyof typeof MESSAGE_STATES;
