import type { Instant } from "../time/instant";
import { compareStock, type StockPair, type StockRules, type StockVerdict } from "./compare";
import { NOTHING_ON_HAND, onHandAt, type Quant } from "./on-hand";
import type { Millionths } from "./quantity";

/** What one warehouse states of one product at one of its locations. */
export interface StatedStock {
  /** The warehouse's code. */
  readonly location: string;
  readonly quantity: Millionths;
  readonly statedAt: Instant;
  readonly differsSince: Instant | null;
}

/** What one Odoo knows of that product. */
export interface OdooView {
  /** Null: it has no product of this code. */
  readonly quants: readonly Quant[] | null;
  readonly nameOf: (locationCode: string) => string;
  readonly knowsLocation: (name: string) => boolean;
  /** Odoo's names of the locations a discrepancy is open on. */
  readonly open: ReadonlySet<string>;
}

export interface Judgement<S extends StatedStock> {
  /** Odoo's name of the place, or the warehouse's code where Odoo has none. */
  readonly location: string;
  /** The words behind it: several where several codes of the warehouse are one location in Odoo. */
  readonly statements: readonly [S, ...S[]];
  readonly pair: StockPair;
  readonly verdict: StockVerdict;
}

/** Compares one product of one warehouse with one Odoo, place by place. */
export function judgeProduct<S extends StatedStock>(
  stated: readonly S[],
  odoo: OdooView,
  rules: StockRules,
  now: Instant,
): Judgement<S>[] {
  const places = new Map<string, [S, ...S[]]>();
  for (const statement of stated) {
    const name = odoo.nameOf(statement.location);
    const own = places.get(name);
    if (own) own.push(statement);
    else places.set(name, [statement]);
  }
  const onHand = onHandAt(odoo.quants ?? [], new Set(places.keys()));
  return [...places].map(([location, statements]) => {
    const { quantity, movedAt } = onHand.get(location) ?? NOTHING_ON_HAND;
    const pair: StockPair = {
      odoo: quantity,
      stated: statements.reduce((sum, statement) => sum + statement.quantity, 0n),
      unknown: unknownOf(odoo, location),
      movedAt,
      statedAt: Math.max(...statements.map(({ statedAt }) => statedAt)),
      differsSince: earliest(statements.map(({ differsSince }) => differsSince)),
      isOpen: odoo.open.has(location),
    };
    return { location, statements, pair, verdict: compareStock(pair, rules, now) };
  });
}

function unknownOf({ quants, knowsLocation }: OdooView, location: string): StockPair["unknown"] {
  if (quants === null) return "unknown_product";
  return knowsLocation(location) ? null : "unknown_location";
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}
