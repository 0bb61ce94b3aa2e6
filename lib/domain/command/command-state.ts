/**
 * `pending`: written, not sent. `sent`: a request is (or was) on its way. `confirmed`: Odoo shows the effect. `rejected`: Odoo said no;
 * a person decides. `uncertain`: the reply was lost; looked up before anything is sent again. `cancelled`: withdrawn before it was sent.
 */
export const COMMAND_STATES = ["pending", "sent", "uncertain", "confirmed", "rejected", "cancelled"] as const;
export type CommandState = (typeof COMMAND_STATES)[number];
