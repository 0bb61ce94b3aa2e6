import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exception } from "@/db/schema/exception";
import { shipmentReference } from "@/db/schema/shipment";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { wakeMissedMessages } from "@/lib/usecases/pipeline/upkeep";

let clock = new Date("2026-11-18T12:00:00Z");
const END = new Date("2026-11-21T12:00:00Z");
let world: PipelineWorld;
let tms: string;
let carrier: string;
let loads = 0;

beforeAll(async () => {
  world = await pipelineWorld(() => clock);
  tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
});
afterAll(() => world.close());

interface News {
  /** When it happened: nobody can tell it sooner. */
  readonly happened: string;
  readonly told: (load: string) => string;
}

/** What is told of a load on its way from Chicago to Dallas; which of it was told is drawn. */
const NEWS: readonly News[] = [
  { happened: "2026-11-18T12:00Z", told: (load) => tender(load) },
  { happened: "2026-11-18T17:30Z", told: (load) => status(load, "X3", "20261118*1130", { control: 11 }) },
  { happened: "2026-11-18T20:00Z", told: (load) => status(load, "AF", "20261118*1400", { control: 12 }) },
  {
    happened: "2026-11-19T03:00Z",
    told: (load) => status(load, "X6", "20261118*2100", { control: 13, city: "MEMPHIS*TN" }),
  },
  {
    happened: "2026-11-19T15:00Z",
    told: (load) => status(load, "A9", "20261119*0900", { control: 14, city: "LITTLE ROCK*AR" }),
  },
  {
    happened: "2026-11-19T20:30Z",
    told: (load) => status(load, "X1", "20261119*1430", { control: 15, city: "DALLAS*TX" }),
  },
  {
    happened: "2026-11-19T21:00Z",
    told: (load) => status(load, "A7", "20261119*1500", { control: 16, city: "DALLAS*TX" }),
  },
  {
    happened: "2026-11-19T23:00Z",
    told: (load) => status(load, "D1", "20261119*1700", { control: 17, city: "DALLAS*TX" }),
  },
];

interface Step {
  readonly kind: "tell" | "evaluate";
  /** Which of `NEWS`, 0 is the tender. */
  readonly news: number;
}

async function evaluate(): Promise<void> {
  await wakeMissedMessages(world.deps, true);
  await world.drain();
  for (let due = true; due; ) due = (await recheckAttention(world.deps)).touched.length > 0;
}

/** Tells it in this order while three days pass, evaluating in between where a step says so. @returns what is open at the end. */
async function openAfter(steps: readonly Step[]): Promise<readonly string[]> {
  loads += 1;
  const load = `LD${90_000 + loads}`;
  const start = Date.parse("2026-11-18T12:00:00Z");
  clock = new Date(start);
  for (const [index, { kind, news }] of steps.entries()) {
    const slot = start + ((END.getTime() - start) / (steps.length + 1)) * (index + 1);
    clock = new Date(
      Math.max(clock.getTime(), slot, Date.parse(NEWS[news]?.happened ?? "2026-11-18T12:00Z")),
    );
    if (kind === "evaluate") await evaluate();
    else await world.receive(news === 0 ? tms : carrier, NEWS[news]?.told(load) ?? "");
    if (kind === "tell" && index % 2 === 0) await world.drain();
  }
  clock = END;
  await evaluate();
  const rows = await world.db
    .select({
      kind: exception.kind,
      cause: exception.cause,
      dueAt: exception.dueAt,
      severity: exception.severity,
    })
    .from(exception)
    .innerJoin(shipmentReference, eq(shipmentReference.shipmentId, exception.shipmentId))
    .where(and(eq(shipmentReference.lookup, load), eq(exception.state, "open")));
  return [
    ...new Set(
      rows.map(({ kind, cause, dueAt, severity }) => `${kind} ${cause} ${dueAt?.toISOString()} ${severity}`),
    ),
  ].sort();
}

const told = fc.subarray([1, 2, 3, 4, 5, 6, 7]).map((news) => [0, ...news]);

it("what is open about a shipment depends neither on the order of arrival nor on when the evaluator ran", async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(
    told.chain((news) => {
      const steps: Step[] = news.map((each) => ({ kind: "tell", news: each }));
      const looks: Step[] = Array.from({ length: 4 }, () => ({ kind: "evaluate", news: -1 }));
      return fc.record({
        inOrder: fc.constant(steps),
        shuffled: fc.shuffledSubarray([...steps, ...looks], { minLength: steps.length + looks.length }),
      });
    }),
    async ({ inOrder, shuffled }) => {
      const expected = await openAfter(inOrder);
      for (const line of expected) seen.add(line.split(" ")[0] ?? "");
      expect(await openAfter(shuffled)).toEqual(expected);
    },
  );
  await fc.assert(property, { numRuns: 20 });
  expect(seen.size).toBeGreaterThan(2);
}, 120_000);
