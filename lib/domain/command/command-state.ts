/**
 * `pending`: written, not sent. `sent`: a request is (or was) on its way. `confirmed`: Odoo shows the effect. `rejected`: Odoo said no;
 * a person decides. `uncertain`: the reply was lost; looked up before anything is sent again. `cancelled`: withdrawn before it was sent.
 */
export const COMMAND_STATES = ["pending", "sent", "uncertain", "confirmed", "rejected", "cancelled"] as const;
export type CommandState = (typeof COMMAND_STATES)[number];

/**
 * What may follow what. `pending → confirmed`: Odoo showed the effect already when we looked, before the first send. `pending → rejected`: what it
 * names does not exist in Odoo, so there is nothing to send. `sent → pending`: nothing left us, or Odoo rolled it back and said so.
 * `rejected → pending`: a person retries.
 */
export const COMMAND_TRANSITIONS: Readonly<Record<CommandState, readonly CommandState[]>> = {
  pending: ["sent", "confirmed", "rejected", "cancelled"],
  sent: ["confirmed", "rejected", "uncertain", "pending"],
  uncertain: ["confirmed", "pending", "rejected"],
  rejected: ["pending"],
  confirmed: [],
  cancelled: [],
};

/** States in which a command still has a way to go. It holds back later ones of its document. */
export const OPEN_COMMAND_STATES: readonly CommandState[] = ["pending", "sent", "uncertain"];

/** True when the table lets a command in `from` become `to`; staying is always allowed while it is open. */
export function mayBecome(from: CommandState, to: CommandState): boolean {
  return from === to ? OPEN_COMMAND_STATES.includes(from) : COMMAND_TRANSITIONS[from].includes(to);
}
