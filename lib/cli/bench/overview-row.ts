import type { Database } from "@/db/client";
import { quantile } from "@/lib/cli/soak/quantile";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import type { Context } from "@/lib/usecases/context";
import { recountOverviews } from "@/lib/usecases/overview/recount-overviews";
import { overview } from "@/lib/usecases/views/overview/overview";
import { shipmentBoard } from "@/lib/usecases/views/shipments/shipment-board";
import { type BenchRow, latencyRow } from "./row";

const OVERVIEWS = 60;
const WARM_UP = 10;
const QUERY = { days: 14 };

/** Row "overview": the whole page of fourteen days, next to a small company; beside it the list behind one of its rarer numbers. */
export async function overviewRow(
  small: Database,
  large: Database,
  { shipments, smallShipments }: { readonly shipments: number; readonly smallShipments: number },
): Promise<BenchRow> {
  const times = new Map<Database, number[]>();
  const lists: number[] = [];
  for (const db of [small, large]) {
    await db.transaction((tx) => recountOverviews(tx, 1));
    await db.$client.query("vacuum (analyze) overview_day, invoice_delay_day, freshness_hour");
    times.set(db, []);
  }
  let behind = 0;
  for (let number = 0; number < OVERVIEWS + WARM_UP; number += 1) {
    for (const [db, taken] of times) {
      const from = performance.now();
      const page = await overview(contextOf(db), QUERY);
      if (number >= WARM_UP) taken.push(performance.now() - from);
      if (page.totals.now.delivered === 0) throw new Error("the overview counts no delivery");
      if (db !== large || number % 10 !== 0) continue;
      const { from: first, to } = page.period;
      const started = performance.now();
      const query = readBoardQuery({ attention: "all", counted: "late", days: `${first}..${to}` });
      const list = await shipmentBoard(contextOf(db), query);
      lists.push(performance.now() - started);
      behind = list.counts.byFilter.all ?? 0;
    }
  }
  const of = (db: Database, share: number) => quantile(times.get(db) ?? [], share);
  return latencyRow({
    ...{ name: "overview", unit: "ms, p95", floor: 2, aim: 1.2 },
    peer: `the same at ${smallShipments.toLocaleString("en-GB")} shipments`,
    ours: of(large, 0.95),
    against: of(small, 0.95),
    remarks: {
      shipments,
      "p50, ms": of(large, 0.5),
      "small, p50, ms": of(small, 0.5),
      "ratio at p50": of(large, 0.5) / of(small, 0.5),
      "list behind late ones, p50, ms": quantile(lists, 0.5),
      "late ones listed": behind,
    },
  });
}

const contextOf = (db: Database): Context => ({
  db,
  actor: { kind: "system", job: "bench", companyId: 1 },
  now: () => new Date(),
});
