import type { ReferenceHit } from "./correlate";
import { normaliseReference, type Reference, type ReferenceType } from "./reference";

/** What a shipment carries of the numbers that say which half of its story is known. */
export type CarriedNumbers = ReadonlyMap<string, readonly Pick<ReferenceHit, "type" | "scope">[]>;

/**
 * `load`: a tender, whose delivery may be known from the order system; `delivery`: the only delivery of its order, whose load may have been
 * tendered before.
 */
export type Half = "load" | "delivery";

const LOAD: readonly ReferenceType[] = ["shipment", "load"];

/**
 * The shipment that is the other half of what a message tells, found by the order both name: a load without a delivery, or a delivery without
 * a load. Only when the order is on exactly one shipment, and that one lacks exactly this half; anything else would be a guess.
 *
 * @returns null when there is none; the reason is for people.
 */
export function joinByOrder(
  half: Half,
  references: readonly Reference[],
  hits: ReadonlyMap<string, readonly ReferenceHit[]>,
  carried: CarriedNumbers,
): { readonly shipmentId: string; readonly reason: string } | null {
  const orders = references.filter((reference) => reference.type === "order");
  const named = new Set(orders.flatMap((order) => shipmentsOf(order, hits)));
  const [only] = named;
  if (named.size !== 1 || !only) return null;
  const types = new Set((carried.get(only) ?? []).map(({ type }) => type));
  const hasLoad = LOAD.some((type) => types.has(type));
  const hasDelivery = types.has("delivery_note");
  const fits = half === "load" ? hasDelivery && !hasLoad && !types.has("pro") : hasLoad && !hasDelivery;
  if (!fits) return null;
  const order = orders.find((reference) => shipmentsOf(reference, hits).includes(only));
  return {
    shipmentId: only,
    reason:
      half === "load"
        ? `order ${order?.value}, whose delivery has no load yet`
        : `order ${order?.value}, whose load has no delivery yet`,
  };
}

function shipmentsOf(order: Reference, hits: ReadonlyMap<string, readonly ReferenceHit[]>): string[] {
  return (hits.get(normaliseReference(order.value)) ?? [])
    .filter(({ type, scope }) => type === "order" && (!scope || !order.scope || scope === order.scope))
    .map(({ shipmentId }) => shipmentId);
}
