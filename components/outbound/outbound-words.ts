import type { Tone } from "@/components/ui/tone";
import type { OutboundDetail, OutboundSort } from "@/lib/contracts/outbound/outbound-list";
import type { Acknowledgement, OutboundState } from "@/lib/domain/outbound/outbound";

export const OUTBOUND_STATE_WORDS: Readonly<
  Record<OutboundState, { readonly label: string; readonly tone: Tone }>
> = {
  failed: { label: "Failed", tone: "bad" },
  uncertain: { label: "Not known", tone: "warn" },
  waiting: { label: "Waiting", tone: "info" },
  sending: { label: "Being sent", tone: "info" },
  sent: { label: "Sent", tone: "ok" },
};

export const SORT_WORDS: Readonly<Record<OutboundSort | "notice", string>> = {
  "997": "Acknowledgement (997)",
  dispute: "Dispute",
  "820": "Remittance (820)",
  webhook: "Webhook",
  mail: "Mail",
  email: "Mail (notice)",
  slack: "Slack (notice)",
  teams: "Teams (notice)",
  notice: "Notices",
};

export const ACKNOWLEDGEMENT_WORDS: Readonly<Record<Acknowledgement, string>> = {
  none: "not asked for",
  awaited: "awaited",
  accepted: "confirmed",
  rejected: "rejected",
};

export const VERDICT_WORDS: Readonly<
  Record<NonNullable<OutboundDetail["verdict"]>, { readonly label: string; readonly tone: Tone }>
> = {
  A: { label: "Accepted", tone: "ok" },
  E: { label: "Accepted, errors noted", tone: "warn" },
  P: { label: "Partly accepted", tone: "warn" },
  R: { label: "Rejected", tone: "bad" },
};

const WAYS = {
  post: "Posted to the partner's address",
  folder: "Written to its drop folder",
  fetch: "Fetched by the partner",
  mail: "By mail",
} as const;

export const wayText = (way: OutboundDetail["wayOut"]): string =>
  way === null ? "None is set up: it waits" : WAYS[way];

/** What sending it again does, before it is done. */
export const RESEND_EFFECT =
  "The same bytes go out again under the same id and operation key, as a new try of this message. A receiver that keeps to the id takes it once.";
