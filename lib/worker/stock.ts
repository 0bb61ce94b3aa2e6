import { type CompareDeps, compareStockRound } from "@/lib/usecases/stock/compare-stock";
import type { Loop } from "./loop";

const IDLE_MS = 3_000;

/** Compares Odoo's stock with the warehouses' words, seconds after either changed. */
export function stockLoop(deps: CompareDeps): Loop {
  return { name: "stock", idleMs: IDLE_MS, round: () => compareStockRound(deps) };
}
