import type { Classifier, Milestone } from "@/lib/domain/event/milestone";

/** What a dated segment says about a stop: which end of the trip, how firm, and which side of a window it bounds. */
export interface DateMeaning {
  readonly end: "pickup" | "delivery";
  readonly milestone: Milestone;
  readonly classifier: Classifier;
  readonly bound: "earliest" | "latest" | "both";
  /** A higher firmness replaces a lower one on the same stop: asked for 1, scheduled 2, appointment 3. */
  readonly firmness: number;
}

const pickup = (
  classifier: Classifier,
  firmness: number,
  bound: DateMeaning["bound"] = "both",
): DateMeaning => ({ end: "pickup", milestone: "pickup_appointment", classifier, bound, firmness });
const delivery = (
  classifier: Classifier,
  firmness: number,
  bound: DateMeaning["bound"] = "both",
): DateMeaning => ({ end: "delivery", milestone: "delivery_appointment", classifier, bound, firmness });

/**
 * Date qualifiers of G62 that plan or report a pick-up or a delivery; all others date paper, not freight.
 * Source: ASC X12 element 432 (G62-01).
 */
export const G62_DATE: Readonly<Record<string, DateMeaning>> = {
  "02": delivery("requested", 1),
  "10": pickup("requested", 1),
  "17": { end: "delivery", milestone: "delivered", classifier: "estimated", bound: "both", firmness: 0 },
  "37": pickup("requested", 1, "earliest"),
  "38": pickup("requested", 1, "latest"),
  "53": delivery("requested", 1, "earliest"),
  "54": delivery("requested", 1, "latest"),
  "67": delivery("requested", 1, "latest"),
  "68": delivery("requested", 1),
  "69": pickup("planned", 2),
  "70": delivery("planned", 2),
  "77": pickup("planned", 3),
  "78": delivery("planned", 3),
  "79": pickup("requested", 1),
  "80": delivery("requested", 1),
};

/** Qualifiers of G62 that state what has happened. Source: ASC X12 element 432. */
export const G62_ACTUAL: Readonly<Record<string, Milestone>> = {
  "11": "picked_up",
  "35": "delivered",
  "86": "picked_up",
};

/**
 * Side of the window a time qualifier states, which outweighs the date qualifier's.
 * Source: ASC X12 element 176 (G62-03): I and G are earliest, K and L latest requested pick-up and delivery time.
 */
export function boundOfTimeQualifier(qualifier: string): DateMeaning["bound"] | null {
  if (qualifier === "I" || qualifier === "G" || qualifier === "EP" || qualifier === "ED") return "earliest";
  if (qualifier === "K" || qualifier === "L" || qualifier === "LP" || qualifier === "LD") return "latest";
  return null;
}
