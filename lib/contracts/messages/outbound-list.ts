export const VERDICT_WORDS = {
  A: "Accepted",
  E: "Accepted, errors noted",
  P: "Partly accepted",
  R: "Rejected",
} as const;

export const OUTBOUND_STATE_WORDS = {
  waiting: "Waiting",
  sending: "Being sent",
  uncertain: "Not known",
  sent: "Sent",
  failed: "Failed",
} as const;

/** One answer or notice to a partner. Moments are ISO 8601. */
export interface OutboundRow {
  readonly id: string;
  readonly kind: string;
  readonly connection: { readonly id: string; readonly name: string };
  readonly inReplyTo: string | null;
  readonly controlNumber: number | null;
  readonly verdict: keyof typeof VERDICT_WORDS | null;
  readonly state: keyof typeof OUTBOUND_STATE_WORDS;
  readonly sizeBytes: number;
  readonly createdAt: string;
  readonly fetchedAt: string | null;
}

export interface OutboundList {
  readonly rows: readonly OutboundRow[];
  readonly older: string | null;
  readonly newer: string | null;
}
