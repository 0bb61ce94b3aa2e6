import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clock as clockTable, clockVerdict } from "@/db/schema/clock";
import { exception, exceptionCount, exceptionHistory } from "@/db/schema/exception";
import { shipmentReference } from "@/db/schema/shipment";
import { defaultWorkingHours, seedPolicies } from "@/lib/domain/clock/seeds";
import { changePolicy } from "@/lib/usecases/clocks/change-policy";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { recheckAttention } from "@/lib/usecases/pipeline/recheck-attention";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { wakeMissedMessages } from "@/lib/usecases/pipeline/upkeep";

const RUNS = 20;

let clock = new Date("2026-11-18T12:00:00Z");
const END = new Date("2026-11-21T12:00:00Z");
let world: PipelineWorld;
let tms: string;
let carrier: string;
let tracker: string;
let loads = 0;

beforeAll(async () => {
  world = await pipelineWorld(() => clock);
  tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
  tracker = await world.addConnection({ name: "Tracker", dialect: "csv-status", partnerKind: "aggregator" });
  clock = new Date("2026-11-18T11:00:00Z");
  const ctx = {
    db: world.db,
    now: () => clock,
    actor: { kind: "system", job: "test", companyId: world.companyId } as const,
  };
  // What is promised changes while the loads are on their way.
  for (const [kind, effectiveAt] of [
    ["tracking_silence", "2026-11-19T04:00:00Z"],
    ["delivery", "2026-11-18T15:30:00Z"],
    ["pod", "2026-11-19T22:30:00Z"],
  ] as const) {
    const seed = seedPolicies(defaultWorkingHours("UTC")).find((policy) => policy.kind === kind);
    if (!seed) throw new Error(`no seed ${kind}`);
    const { id: policyId, name, earlyMinutes, pauses } = seed;
    const terms = {
      name,
      earlyMinutes,
      pauses: [...pauses],
      budgetMinutes: 45,
      atRiskMinutes: 20,
      calendar: null,
    };
    await changePolicy(ctx, { policyId, expectedVersion: 1, ...terms, effectiveAt, reason: "a new season" });
  }
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
  // The delivery is agreed anew, three hours later.
  {
    happened: "2026-11-18T16:00Z",
    told: (load) =>
      tender(load, "05")
        .replaceAll("*0900", "*1000")
        .replaceAll("000000001", "000000009")
        .replace("G62*54*20261119*L*1500", "G62*54*20261119*L*1800"),
  },
  // The same again under another number.
  {
    happened: "2026-11-19T03:00Z",
    told: (load) => status(load, "X6", "20261118*2100", { control: 19, city: "MEMPHIS*TN" }),
  },
  {
    happened: "2026-11-19T16:30Z",
    told: (load) => status(load, "AP", "20261119*1030", { control: 20, reason: "B1", city: "DALLAS*TX" }),
  },
  {
    happened: "2026-11-19T09:00Z",
    told: (load) => status(load, "AG", "20261119*2300", { control: 21, city: "DALLAS*TX" }),
  },
  { happened: "2026-11-19T05:00Z", told: (load) => row(load, "customs_hold", "2026-11-19T05:00:00Z", "H1") },
  {
    happened: "2026-11-19T08:00Z",
    told: (load) => row(load, "customs_released", "2026-11-19T08:00:00Z", "H2"),
  },
  { happened: "2026-11-19T10:00Z", told: (load) => row(load, "short", "2026-11-19T10:00:00Z", "S1") },
  // Taken back.
  { happened: "2026-11-19T12:00Z", told: (load) => row(load, "", "2026-11-19T12:00:00Z", "S2", "S1") },
  { happened: "2026-11-19T23:30Z", told: (load) => row(load, "delivered", "2026-11-19T22:00:00Z", "D9") },
  { happened: "2026-11-20T03:00Z", told: (load) => row(load, "pod_received", "2026-11-20T02:30:00Z", "P1") },
];
/** From here on a tracker tells, in rows. */
const FIRST_ROW = 12;

function row(load: string, word: string, at: string, id: string, voids = ""): string {
  return `load,status,event time,event id,voids\n${load},${word},${at},${load}-${id},${voids && `${load}-${voids}`}\n`;
}

interface Step {
  readonly kind: "tell" | "evaluate";
  /** Which of `NEWS`, 0 is the tender. */
  readonly news: number;
}

function sourceOf(news: number): string {
  if (news >= FIRST_ROW) return tracker;
  return news === 0 || news === 8 ? tms : carrier;
}

async function evaluate(): Promise<void> {
  await wakeMissedMessages(world.deps, true);
  await world.drain();
  for (let due = true; due; ) due = (await recheckAttention(world.deps)).touched.length > 0;
}

interface Told {
  readonly open: readonly string[];
  readonly clocks: readonly string[];
}

/** Tells it in this order while three days pass, evaluating in between where a step says so. @returns what is open at the end. */
async function openAfter(steps: readonly Step[]): Promise<Told> {
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
    else await world.receive(sourceOf(news), NEWS[news]?.told(load) ?? "");
    if (kind === "tell" && index % 2 === 0) await world.drain();
  }
  clock = END;
  await evaluate();
  const [known] = await world.db
    .select()
    .from(shipmentReference)
    .where(and(eq(shipmentReference.lookup, load), eq(shipmentReference.type, "shipment")));
  const id = known?.shipmentId ?? "";
  const rows = await world.db.select().from(exception).where(eq(exception.shipmentId, id));
  const clocks = await world.db.select().from(clockTable).where(eq(clockTable.shipmentId, id));
  const open = rows
    .filter(({ state }) => state === "open")
    .map(({ kind, cause, dueAt, sinceAt, severity, summary, customer, carrier: scac }) =>
      JSON.stringify({ kind, cause, dueAt, sinceAt, severity, summary, customer, scac }),
    );
  return { open: open.sort(), clocks: clocks.map(clockLine).sort() };
}

/** Of one that stands still only that: when it would be due moves with every look. */
function clockLine({
  kind,
  stop,
  state,
  policyVersion,
  customer,
  startedAt,
  ...more
}: typeof clockTable.$inferSelect) {
  const line = `${kind} ${stop} v${policyVersion} ${state} ${customer} ${startedAt.toISOString()}`;
  if (state === "paused") return line;
  const { dueAt, stoppedAt, breachedAt, pausedMinutes, nextChangeAt } = more;
  return `${line} ${JSON.stringify({ dueAt, stoppedAt, breachedAt, pausedMinutes, nextChangeAt })}`;
}

async function everything() {
  const rows = await world.db.select().from(exception).orderBy(exception.id);
  const clocks = await world.db.select().from(clockTable);
  const lines = clocks.map((row) => `${row.shipmentId} ${row.eventId} ${clockLine(row)}`).sort();
  const counts = await world.db
    .select()
    .from(exceptionCount)
    .orderBy(exceptionCount.key, exceptionCount.slot);
  const turns = [await world.db.$count(clockVerdict), await world.db.$count(exceptionHistory)];
  return { rows, lines, counts, turns };
}

const told = fc.subarray(NEWS.map((_, index) => index).slice(1)).map((news) => [0, ...news]);

it(
  "what is open about a shipment depends neither on the order of arrival nor on when the evaluator ran",
  async () => {
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
        for (const line of [...expected.open, ...expected.clocks]) seen.add(line.split(/[ ,]/)[0] ?? "");
        expect(await openAfter(shuffled)).toEqual(expected);
      },
    );
    await fc.assert(property, { numRuns: RUNS });
    expect(seen.size).toBeGreaterThan(6);

    // The same clocks and exceptions, with the same history and counts, come out of the events alone.
    const before = await everything();
    await rebuildProjections(world.deps, null, () => undefined);
    expect(await everything()).toEqual(before);
  },
  120_000 + RUNS * 3_000,
);
