import { allocate } from "../money/allocate";
import type { CarrierInvoice } from "./carrier-invoice";

/** Part of one line of a bill that is of one shipment. Minor units of the bill's currency. */
export interface Allocation {
  readonly lineIndex: number;
  readonly shipmentId: string;
  readonly amountMinor: number;
}

type Billed = Pick<CarrierInvoice, "lines">;

/**
 * A consolidated bill over its shipments: each line by the weights, to the last minor unit. The order of the shipments does not matter.
 *
 * @param shares a weight for each shipment: what is expected of it, its weight, or 1.
 * @throws {RangeError} when there is no shipment or a weight is negative.
 */
export function allocateInvoice(
  { lines }: Billed,
  shares: readonly { readonly shipmentId: string; readonly weight: number }[],
): Allocation[] {
  const ordered = [...shares].sort((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1));
  const weights = ordered.map(({ weight }) => weight);
  return lines.flatMap(({ index, amountMinor }) => {
    const parts = allocate(amountMinor, weights);
    return ordered.map(({ shipmentId }, at) => ({
      lineIndex: index,
      shipmentId,
      amountMinor: parts[at] ?? 0,
    }));
  });
}

export type SplitResult =
  | { readonly ok: true; readonly allocations: readonly Allocation[] }
  | { readonly ok: false; readonly reason: string; readonly differenceMinor: number };

/** One line given out anew by hand; the other lines stay. Refused when the parts don't come to the line. */
export function splitLine(
  { lines }: Billed,
  allocations: readonly Allocation[],
  lineIndex: number,
  parts: readonly { readonly shipmentId: string; readonly amountMinor: number }[],
): SplitResult {
  const line = lines.find(({ index }) => index === lineIndex);
  if (!line) return { ok: false, reason: `The bill has no line ${lineIndex + 1}.`, differenceMinor: 0 };
  const differenceMinor = line.amountMinor - parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (differenceMinor !== 0)
    return { ok: false, reason: "The parts don't come to the line.", differenceMinor };
  if (new Set(parts.map(({ shipmentId }) => shipmentId)).size < parts.length)
    return { ok: false, reason: "A shipment is named twice.", differenceMinor: 0 };
  const others = allocations.filter((allocation) => allocation.lineIndex !== lineIndex);
  return { ok: true, allocations: [...others, ...parts.map((part) => ({ lineIndex, ...part }))] };
}

/** What a bill, or several, come to for each shipment: for bills of one currency. */
export function consolidate(allocations: readonly Allocation[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { shipmentId, amountMinor } of allocations)
    sums.set(shipmentId, (sums.get(shipmentId) ?? 0) + amountMinor);
  return sums;
}

/** One shipment's part of each line, for its audit. */
export function shareOfShipment(allocations: readonly Allocation[], shipmentId: string): Map<number, number> {
  return new Map(
    allocations.flatMap((one) =>
      one.shipmentId === shipmentId ? [[one.lineIndex, one.amountMinor] as const] : [],
    ),
  );
}
