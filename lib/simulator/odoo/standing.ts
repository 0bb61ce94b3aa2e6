import type { Instant } from "@/lib/domain/time/instant";
import type { Masters } from "./masters";
import type { OrderStory } from "./order-story";
import { batches, OdooRefusal, type OdooSession } from "./session";

/** Who plays Odoo's people, and up to when. */
export interface Desk {
  readonly odoo: OdooSession;
  readonly masters: Masters;
  readonly until: Instant;
  /** Odoo said no to something that should have worked. */
  readonly onRefused: (what: string, why: string) => void;
}

export interface Transfer {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly carrier_tracking_ref: string | false;
}

export interface Paper {
  readonly id: number;
  readonly state: string;
  readonly payment_state: string;
}

/** How far one order has come in Odoo itself: what is done there is never done again. */
export interface Standing {
  readonly orderId: number;
  readonly state: string;
  readonly delivery: Transfer | null;
  readonly rest: Transfer | null;
  readonly goodsReturn: Transfer | null;
  readonly invoice: Paper | null;
  readonly creditNote: Paper | null;
}

export interface Case {
  readonly story: OrderStory;
  readonly standing: Standing;
}

type Picking = Transfer & {
  readonly sale_id: readonly [number, string];
  readonly backorder_id: readonly [number, string] | false;
  readonly return_id: readonly [number, string] | false;
};
type Move = Paper & { readonly move_type: string; readonly invoice_origin: string };

const AT_ONCE = 300;

/** The orders that exist in Odoo, and where they stand. */
export async function casesOf(odoo: OdooSession, stories: readonly OrderStory[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const batch of batches(stories, AT_ONCE)) cases.push(...(await readCases(odoo, batch)));
  return cases;
}

async function readCases(odoo: OdooSession, stories: readonly OrderStory[]): Promise<Case[]> {
  const names = stories.map(({ name }) => name);
  const orders = await odoo.searchRead<{ id: number; name: string; state: string }>(
    "sale.order",
    [["name", "in", names]],
    ["name", "state"],
  );
  if (orders.length === 0) return [];
  const pickings = await odoo.searchRead<Picking>(
    "stock.picking",
    [["sale_id", "in", orders.map(({ id }) => id)]],
    ["name", "state", "sale_id", "backorder_id", "return_id", "carrier_tracking_ref"],
    { order: "id" },
  );
  const moves = await odoo.searchRead<Move>(
    "account.move",
    [
      ["invoice_origin", "in", orders.map(({ name }) => name)],
      ["move_type", "in", ["out_invoice", "out_refund"]],
    ],
    ["state", "payment_state", "move_type", "invoice_origin"],
    { order: "id" },
  );
  const byName = new Map(orders.map((order) => [order.name, order]));
  const ofOrder = groupedBy(pickings, ({ sale_id }) => sale_id[0]);
  const papers = groupedBy(moves, ({ invoice_origin }) => invoice_origin);
  return stories.flatMap((story) => {
    const order = byName.get(story.name);
    if (!order) return [];
    const own = ofOrder.get(order.id) ?? [];
    const drawn = papers.get(story.name) ?? [];
    return [{ story, standing: standingOf(order, own, drawn) }];
  });
}

function standingOf(
  order: { readonly id: number; readonly state: string },
  pickings: readonly Picking[],
  moves: readonly Move[],
): Standing {
  const outgoing = pickings.filter(({ return_id }) => return_id === false);
  const live = moves.filter(({ state }) => state !== "cancel");
  return {
    orderId: order.id,
    state: order.state,
    delivery: outgoing.find(({ backorder_id }) => backorder_id === false) ?? null,
    rest: outgoing.find(({ backorder_id }) => backorder_id !== false) ?? null,
    goodsReturn: pickings.find(({ return_id }) => return_id !== false) ?? null,
    invoice: live.find(({ move_type }) => move_type === "out_invoice") ?? null,
    creditNote: live.find(({ move_type }) => move_type === "out_refund") ?? null,
  };
}

/** Lists of what has the same key, in the order met. */
export function groupedBy<K, T>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** True once somebody has clicked, or should have. */
export function isDue(desk: Desk, at: Instant | null | undefined): boolean {
  return at !== null && at !== undefined && at <= desk.until;
}

/**
 * Does `act` for all of `list`, `size` at a time. What Odoo refuses as a whole is tried one by one, and what it then still
 * refuses is told and left out.
 * @returns those it was done for.
 */
export async function eachBatch<T>(
  desk: Desk,
  list: readonly T[],
  size: number,
  act: (batch: readonly T[]) => Promise<void>,
  name: (item: T) => string,
): Promise<T[]> {
  const done: T[] = [];
  for (const batch of batches(list, size)) {
    try {
      await act(batch);
      done.push(...batch);
    } catch (error) {
      if (!(error instanceof OdooRefusal)) throw error;
      const [only] = batch;
      if (batch.length === 1 && only) desk.onRefused(name(only), error.message);
      else done.push(...(await eachBatch(desk, batch, 1, act, name)));
    }
  }
  return done;
}
