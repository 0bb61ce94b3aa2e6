import type { FindResult, FoundShipment } from "@/lib/contracts/shipments/find-result";
import { REFERENCE_LABELS } from "@/lib/contracts/shipments/shipment-page";

export interface Suggestion {
  readonly href: string;
  readonly kind: "shipment" | "results";
  /** The line read first. */
  readonly title: string;
  /** Why it is offered. */
  readonly why: string;
  readonly shipment?: FoundShipment;
}

const MOST = 7;

/** What to offer under the box: shipments, each with the number that matched, and the page with everything found. */
export function suggestionsOf(result: FindResult, text: string): Suggestion[] {
  const shipments = result.shipments.slice(0, MOST).map(
    (shipment): Suggestion => ({
      kind: "shipment",
      href: `/shipments/${shipment.number}`,
      title: shipment.number,
      why: `${REFERENCE_LABELS[shipment.by.type]} ${shipment.by.value}`,
      shipment,
    }),
  );
  const waiting = result.messages.length;
  const hidden = result.shipments.length - shipments.length;
  if (hidden === 0 && waiting === 0 && !result.more) return shipments;
  const also = [
    hidden > 0 || result.more ? "more shipments" : null,
    waiting > 0 ? `${waiting} ${waiting === 1 ? "message waits" : "messages wait"} for this number` : null,
  ].filter((part) => part !== null);
  const all: Suggestion = {
    kind: "results",
    href: `/find?q=${encodeURIComponent(text.trim())}`,
    title: "All results",
    why: also.join(", "),
  };
  return [...shipments, all];
}
