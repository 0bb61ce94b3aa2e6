/** What is known of why something took its time. Spans in milliseconds. */
export type GapCause =
  | { readonly kind: "message_to_event"; readonly attempts: number }
  | { readonly kind: "command_to_try" }
  | { readonly kind: "try_to_try"; readonly number: number; readonly error: string | null }
  | { readonly kind: "notice_to_sent"; readonly attempts: number };

export interface Gap {
  /** Since what caused it, not since what happens to stand above. */
  readonly spanMs: number;
  /** Reads on after the span: "waited 14 min" + " for a shipment to match". */
  readonly text: string;
}

/** Below this nobody waited. */
const SHORT_MS = 5_000;

/** Names the time between a thing and what caused it; null when it followed at once. */
export function nameGap(spanMs: number, cause: GapCause): Gap | null {
  if (spanMs < SHORT_MS && cause.kind !== "try_to_try") return null;
  return { spanMs: Math.max(0, spanMs), text: words(cause) };
}

function words(cause: GapCause): string {
  switch (cause.kind) {
    case "message_to_event":
      return cause.attempts > 1 ? "for a shipment to match" : "to be read";
    case "command_to_try":
      return "to be sent to Odoo";
    case "try_to_try":
      return cause.error ? `to try again (try ${cause.number})` : `to look again (try ${cause.number})`;
    case "notice_to_sent":
      return cause.attempts > 1 ? `to be sent, after ${cause.attempts} tries` : "to be sent";
  }
}
