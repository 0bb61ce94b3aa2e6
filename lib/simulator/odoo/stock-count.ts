import { DAY_MS, type Instant } from "@/lib/domain/time/instant";
import { writeStockFile } from "../dialect/stock-writer";
import { streamOf } from "../random";
import type { OutgoingMessage } from "../schedule/outgoing";
import { STOCK } from "../world/carriers";
import type { Office } from "./play-odoo";

/** Products whose shelf and whose books differ on an ordinary day. */
const DIFFERING = 0.12;

/**
 * The warehouse's own word on what lies there: what Odoo believes, but for what was miscounted, broken or put elsewhere.
 * A difference stays for the day, as it would on a real shelf. `only` these products, when something moved.
 */
export async function stockCount(
  { odoo, masters, world }: Office,
  at: Instant,
  only?: ReadonlySet<string>,
): Promise<OutgoingMessage> {
  const wanted = [...masters.products].filter(([sku]) => only === undefined || only.has(sku));
  const skus = new Map(wanted.map(([sku, id]) => [id, sku]));
  const { id, name } = masters.stockLocation;
  const quants = await odoo.searchRead<{ product_id: readonly [number, string]; quantity: number }>(
    "stock.quant",
    [
      ["product_id", "in", [...skus.keys()]],
      ["location_id", "=", id],
    ],
    ["product_id", "quantity"],
  );
  const onHand = new Map<string, number>();
  for (const { product_id, quantity } of quants) {
    const sku = skus.get(product_id[0]) ?? "";
    onHand.set(sku, (onHand.get(sku) ?? 0) + quantity);
  }
  const counted = [...onHand].sort().map(([sku, quantity]) => ({
    sku,
    location: name,
    quantity: Math.max(0, quantity + difference(world.seed, sku, at)),
  }));
  return {
    key: `${STOCK} ${at}`,
    source: STOCK,
    receivedAt: at,
    body: new TextEncoder().encode(writeStockFile(counted, at)),
    contentType: "text/csv; charset=utf-8",
    deliveryKey: `count-${at}`,
    fileName: null,
    tellings: [],
    trouble: null,
  };
}

/** More is missing than found. */
export function difference(seed: number, sku: string, at: Instant): number {
  const random = streamOf(seed, "stock", sku, Math.floor(at / DAY_MS));
  if (!random.chance(DIFFERING)) return 0;
  return random.chance(0.75) ? -random.int(1, 14) : random.int(1, 5);
}
