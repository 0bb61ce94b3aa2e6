import type { Database } from "@/db/client";
import { quantile } from "@/lib/cli/soak/quantile";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { streamOf } from "@/lib/simulator/random";
import type { Context } from "@/lib/usecases/context";
import { findShipments } from "@/lib/usecases/views/shipments/find-shipments";
import { shipmentBoard } from "@/lib/usecases/views/shipments/shipment-board";
import type { Databases } from "./databases";
import { overviewRow } from "./overview-row";
import { type BenchRow, latencyRow } from "./row";
import { growTo, REFERENCES_PER_SHIPMENT, sampleReferences, seedShipments } from "./scale-data";

const SMALL_SHIPMENTS = 10_000;
const FINDS = 400;
const BOARDS = 150;
const WARM_UP = 40;

/** Rows "find", "board" and "overview": on `references` generated ones, next to a bare round trip and to a small company. */
export async function findRows(
  databases: Databases,
  references: number,
  wants: (name: "find" | "board" | "overview") => boolean,
): Promise<BenchRow[]> {
  const shipments = Math.ceil(references / REFERENCES_PER_SHIPMENT);
  for (const name of ["bench_small", "bench_large"]) await databases.copy(name);
  return databases.using("bench_small", (small) =>
    databases.using("bench_large", async (large) => {
      for (const [db, count] of [
        [small, SMALL_SHIPMENTS],
        [large, shipments],
      ] as const) {
        await seedShipments(db);
        await growTo(db, count, { withReferences: wants("find") || wants("board") });
      }
      return [
        ...(wants("find") ? [await findRow(large, references)] : []),
        ...(wants("board") ? [await boardRow(small, large, shipments)] : []),
        ...(wants("overview")
          ? [await overviewRow(small, large, { shipments, smallShipments: SMALL_SHIPMENTS })]
          : []),
      ];
    }),
  );
}

const contextOf = (db: Database): Context => ({
  db,
  actor: { kind: "system", job: "bench", companyId: 1 },
  now: () => new Date(),
});

async function findRow(db: Database, references: number): Promise<BenchRow> {
  const random = streamOf(7, "find");
  const wanted = await sampleReferences(db, () => random.next(), FINDS + WARM_UP);
  const [finds, trips]: [number[], number[]] = [[], []];
  for (const [position, text] of wanted.entries()) {
    const found = await msOf(() => findShipments(contextOf(db), text));
    const trip = await msOf(() => db.$client.query("select 1"));
    if (found.result.shipments.length === 0) throw new Error(`${text} was not found`);
    if (position < WARM_UP) continue;
    finds.push(found.ms);
    trips.push(trip.ms);
  }
  return latencyRow({
    ...{ name: "find by reference", unit: "ms, p95", peer: "round trip of select 1", floor: 10, aim: 4 },
    ours: quantile(finds, 0.95),
    against: quantile(trips, 0.95),
    remarks: {
      references,
      "p50, ms": quantile(finds, 0.5),
      "select 1, p50, ms": quantile(trips, 0.5),
      // A busy machine stretches the tail of both alike and so flatters the ratio above; the middle tells more.
      "ratio at p50": quantile(finds, 0.5) / quantile(trips, 0.5),
    },
  });
}

async function boardRow(small: Database, large: Database, shipments: number): Promise<BenchRow> {
  const times = new Map<Database, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let number = 0; number < BOARDS + WARM_UP; number += 1) {
    for (const [db, taken] of times) {
      const page = await msOf(() => shipmentBoard(contextOf(db), readBoardQuery({})));
      if (page.result.rows.length === 0) throw new Error("the board is empty");
      if (number >= WARM_UP) taken.push(page.ms);
    }
  }
  const of = (db: Database, share: number) => quantile(times.get(db) ?? [], share);
  return latencyRow({
    ...{ name: "board, first page", unit: "ms, p95", floor: 2, aim: 1.2 },
    peer: `the same at ${SMALL_SHIPMENTS.toLocaleString("en-GB")} shipments`,
    ours: of(large, 0.95),
    against: of(small, 0.95),
    remarks: { shipments, "p50, ms": of(large, 0.5), "small, p50, ms": of(small, 0.5) },
  });
}

async function msOf<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}
