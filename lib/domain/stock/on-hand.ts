import type { Instant } from "../time/instant";
import type { Millionths } from "./quantity";

/** Stock of one product in one of Odoo's locations; several for one location are lots, packages and owners. */
export interface Quant {
  /** Odoo's `complete_name`: "WH/Stock/Shelf 2". */
  readonly location: string;
  readonly quantity: Millionths;
  /** When Odoo last wrote it. */
  readonly movedAt: Instant | null;
}

export interface OnHand {
  readonly quantity: Millionths;
  readonly movedAt: Instant | null;
}

export const NOTHING_ON_HAND: OnHand = { quantity: 0n, movedAt: null };

/**
 * Odoo's on-hand of one product at each location the warehouse speaks of, what lies below included: a warehouse that states
 * "WH/Stock" means its shelves too, unless it states those by themselves. Each quant counts once, at the nearest such location.
 */
export function onHandAt(quants: readonly Quant[], locations: ReadonlySet<string>): Map<string, OnHand> {
  const sums = new Map<string, OnHand>();
  for (const { location, quantity, movedAt } of quants) {
    const place = nearest(location, locations);
    if (place === null) continue;
    const sum = sums.get(place) ?? NOTHING_ON_HAND;
    sums.set(place, { quantity: sum.quantity + quantity, movedAt: latest(sum.movedAt, movedAt) });
  }
  return sums;
}

/** The location itself or the nearest above it that is one of these. Odoo parts the names of a path with "/". */
function nearest(location: string, locations: ReadonlySet<string>): string | null {
  for (let name = location; ; ) {
    if (locations.has(name)) return name;
    const cut = name.lastIndexOf("/");
    if (cut < 0) return null;
    name = name.slice(0, cut);
  }
}

function latest(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

/** A warehouse's location codes in Odoo's words: by the site's map, whatever the case, else the code is taken as Odoo's name. */
export function locationNames(map: Readonly<Record<string, string>>): (code: string) => string {
  const byCode = new Map(Object.entries(map).map(([code, name]) => [folded(code), name.trim()]));
  return (code) => byCode.get(folded(code)) ?? code.trim();
}

const folded = (code: string) => code.trim().toUpperCase();
