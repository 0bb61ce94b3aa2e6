import { type Instant, MINUTE_MS } from "../time/instant";
import type { PlainFinding } from "./link-findings";

/** Most uncertain writes are looked up and settled within this. */
export const UNCERTAIN_GRACE_MS = 10 * MINUTE_MS;
const MOST_SUMMARY = 300;
const MOST_SIGNATURE = 160;

export interface CommandFacts {
  readonly state: string;
  readonly errorClass: string | null;
  readonly error: string | null;
  /** When Odoo refused it, or when it was sent. */
  readonly sinceAt: Instant;
}

/** What is wrong with a write to Odoo now. */
export function commandFindings(
  { state, errorClass, error, sinceAt }: CommandFacts,
  now: Instant,
): PlainFinding[] {
  const kind =
    state === "rejected"
      ? "command_rejected"
      : state === "uncertain" && now >= sinceAt + UNCERTAIN_GRACE_MS
        ? "command_uncertain"
        : null;
  if (kind === null) return [];
  const summary = (error ?? (kind === "command_rejected" ? "Odoo said no." : "The answer was lost.")).slice(
    0,
    MOST_SUMMARY,
  );
  return [
    {
      kind,
      cause: "",
      since: sinceAt,
      dueAt: null,
      summary,
      group: { signature: signatureOf(errorClass, summary), title: summary },
    },
  ];
}

/** The same complaint about another document is the same cause: numbers and what is quoted do not count. */
export function signatureOf(errorClass: string | null, error: string): string {
  const bare = error
    .toLowerCase()
    .replace(/(["'“‘«]).*?(["'”’»])/g, "…")
    .replace(/\S*\d\S*/g, "#");
  return `${errorClass ?? "other"}: ${bare}`.slice(0, MOST_SIGNATURE);
}
