import { MINUTE_MS } from "@/lib/domain/time/instant";
import { runOrder } from "./order-stories";
import type { Office } from "./play-odoo";

/** Longer than from a run's order to its tender, and back to when the last message came in. */
const AROUND_MS = 2 * MINUTE_MS;

/** Local runs whose order was entered just before an earlier process stopped, when no partner had heard of them yet. */
export async function runsInOdoo({ odoo, world }: Office, stoppedAt: number): Promise<number[]> {
  const last = Math.floor((stoppedAt + AROUND_MS - world.anchorAt) / 1_000);
  const first = Math.max(1, last - (2 * AROUND_MS) / 1_000);
  const seconds = new Map<string, number>();
  for (let second = first; second <= last; second += 1) seconds.set(runOrder(world, second).name, second);
  if (seconds.size === 0) return [];
  const found = await odoo.searchRead<{ name: string }>(
    "sale.order",
    [["name", "in", [...seconds.keys()]]],
    ["name"],
  );
  return found.flatMap(({ name }) => seconds.get(name) ?? []);
}
