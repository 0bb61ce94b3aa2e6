import { type Instant, MINUTE_MS } from "../time/instant";
import { causeTitle } from "./cause-words";
import type { PlainFinding } from "./link-findings";

/** The order of arrival makes no noise: what names an unknown number may be ahead of what makes it known. */
export const UNMATCHED_GRACE_MS = 15 * MINUTE_MS;
const MOST_SUMMARY = 300;

export interface MessageFacts {
  readonly state: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly keyReference: string | null;
  readonly receivedAt: Instant;
  readonly processedAt: Instant;
}

/** What is wrong with a message now; nothing when it is on a timeline or a person has decided. */
export function messageFindings(facts: MessageFacts, now: Instant): PlainFinding[] {
  const kind =
    facts.state === "quarantined"
      ? "quarantined_message"
      : facts.state === "unmatched" && now >= facts.receivedAt + UNMATCHED_GRACE_MS
        ? "unmatched_message"
        : null;
  if (kind === null) return [];
  const code = facts.reasonCode ?? "unknown";
  const about = facts.keyReference === null ? "" : `${facts.keyReference}: `;
  return [
    {
      kind,
      cause: code,
      since: facts.processedAt,
      dueAt: null,
      summary: `${about}${facts.reason ?? code.replaceAll("_", " ")}`.slice(0, MOST_SUMMARY),
      group: { signature: code, title: causeTitle(kind, code, code) },
    },
  ];
}
