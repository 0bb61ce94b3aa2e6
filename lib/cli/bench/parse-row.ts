import { X12FatInterchange, type X12Interchange, X12Parser } from "node-x12";
import { median } from "@/lib/cli/soak/quantile";
import { connectorFor } from "@/lib/connectors/registry";
import { writeX12 } from "@/lib/simulator/dialect/x12-writer";
import { tellingsOf } from "@/lib/simulator/schedule/schedule";
import type { Telling } from "@/lib/simulator/truth";
import { type BenchRow, throughputRow } from "./row";

const WARM_UPS = 2;
const ROUNDS = 5;
/** Of a fortnight: several megabytes. The small ones are what a carrier sends in an hour or two. */
const SHIPMENTS = 1_500;
const FEW_SHIPMENTS = 60;
const ANCHOR_AT = Date.UTC(2026, 2, 18, 8);

interface X12File {
  readonly text: string;
  readonly bytes: Buffer;
  readonly sets: number;
}

/** Row "parse": the same files, single thread. Both give every segment and element of every set; ours also gives events. */
export function parseRow(): BenchRow {
  const large = compare(SHIPMENTS);
  const small = compare(FEW_SHIPMENTS);
  return throughputRow({
    ...{ name: "parse", unit: "MB/s", peer: "node-x12 1.7 on the same files", floor: 1, aim: 3 },
    ours: large.ours,
    against: large.theirs,
    remarks: {
      "size, MB": large.sizeMb,
      sets: large.sets,
      "events, ours only": large.events,
      "small files, MB": small.sizeMb,
      "small files, ours, MB/s": small.ours,
      "small files, node-x12, MB/s": small.theirs,
      "small files, ratio": small.ours / small.theirs,
    },
  });
}

function compare(shipments: number) {
  const files = [fileOf("status", shipments), fileOf("tender", shipments)];
  const sizeMb = files.reduce((sum, file) => sum + file.bytes.byteLength, 0) / 1_000_000;
  const [ours, theirs]: [number[], number[]] = [[], []];
  let events = 0;
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    const ourMs = msOf(() => {
      events = files.reduce((sum, file) => sum + parseOurs(file), 0);
    });
    const theirMs = msOf(() => files.forEach(parseTheirs));
    if (round < 0) continue;
    ours.push(ourMs);
    theirs.push(theirMs);
  }
  return {
    ...{ sizeMb, events, sets: files.reduce((sum, file) => sum + file.sets, 0) },
    ours: (sizeMb / median(ours)) * 1_000,
    theirs: (sizeMb / median(theirs)) * 1_000,
  };
}

/** One interchange of all statuses, or all tenders, of a fortnight. */
function fileOf(kind: "status" | "tender", shipments: number): X12File {
  const world = { seed: 7, shipments, days: 14, anchorAt: ANCHOR_AT };
  const tellings = tellingsOf(world, { after: Number.NEGATIVE_INFINITY, until: ANCHOR_AT }).filter(
    (telling: Telling) => telling.kind === kind && telling.source !== "dokhaven",
  );
  const text = writeX12(tellings, 1, ANCHOR_AT);
  return { text, bytes: Buffer.from(text), sets: tellings.length };
}

function parseOurs({ bytes, sets }: X12File): number {
  const parsed = connectorFor("x12")?.parse(bytes, { overrides: [] });
  if (parsed?.documents.length !== sets)
    throw new Error(`we read ${parsed?.documents.length} of ${sets} sets`);
  return parsed.events.length;
}

function parseTheirs({ text, sets }: X12File): void {
  const parsed = new X12Parser(false).parse(text);
  const interchanges: X12Interchange[] = parsed instanceof X12FatInterchange ? parsed.interchanges : [parsed];
  const groups = interchanges.flatMap(({ functionalGroups }) => functionalGroups);
  const read = groups.reduce((sum, group) => sum + group.transactions.length, 0);
  if (read !== sets) throw new Error(`node-x12 read ${read} of ${sets} sets`);
}

function msOf(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
