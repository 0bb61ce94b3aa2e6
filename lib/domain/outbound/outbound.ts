/** What can be sent: a functional acknowledgement, a dispute to a carrier, remittance data, a JSON webhook, a mail. */
export const OUTBOUND_KINDS = ["997", "dispute", "820", "webhook", "mail"] as const;
export type OutboundKind = (typeof OUTBOUND_KINDS)[number];

/**
 * `waiting`: nothing of it has left. `sending`: it may have left, or the partner has fetched it and not confirmed. `uncertain`: the reply was lost; it is
 * looked for before it goes out again. `sent`: the receiver has it. `failed`: given up, a person decides.
 */
export const OUTBOUND_STATES = ["waiting", "sending", "uncertain", "sent", "failed"] as const;
export type OutboundState = (typeof OUTBOUND_STATES)[number];

/** Whether the receiver said that it has understood: not asked for, awaited, or said. */
export type Acknowledgement = "none" | "awaited" | "accepted" | "rejected";
