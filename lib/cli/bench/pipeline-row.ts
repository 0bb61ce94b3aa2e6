import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { median } from "@/lib/cli/soak/quantile";
import { fillHistory, historyMessages } from "@/lib/simulator/history";
import { openWorld } from "@/lib/simulator/open-world";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { runPipelineRound, wakeMissedMessages } from "@/lib/usecases/pipeline/upkeep";
import { type Databases, timed } from "./databases";
import { insertRaw, type RawWay, readEvents } from "./raw-insert";
import { type BenchRow, throughputRow } from "./row";

const ROUNDS = 3;
const FILLED = "bench_filled";
const OTHER_WAYS: readonly RawWay[] = ["recordset", "prepared", "large"];
const PEER = "raw insert of the same events, 500 rows a statement";

const deps = (db: Database) => ({ db, now: () => new Date() });

/** Everything that partners of a made-up company send in a fortnight, stored and not yet read. */
export async function fillInbox(db: Database, shipments: number): Promise<number> {
  const world = { seed: 7, shipments, days: 14, anchorAt: Math.floor(Date.now() / 60_000) * 60_000 };
  const open = await openWorld(db, { world, secretKey: randomBytes(32), password: null });
  const window = { after: Number.NEGATIVE_INFINITY, until: world.anchorAt };
  const filled = await fillHistory(
    db,
    open.companyId,
    open.cast,
    historyMessages(open.world, window),
    () => undefined,
  );
  return filled.stored;
}

/** Runs the pipeline as the worker does until nothing is left. */
export async function drain(db: Database): Promise<void> {
  const untilEmpty = async () => {
    while ((await runPipelineRound(deps(db), () => undefined)) > 0);
  };
  await untilEmpty();
  await wakeMissedMessages(deps(db), true);
  await untilEmpty();
}

interface Round {
  readonly events: number;
  readonly pipeline: number;
  readonly rebuild: number;
  readonly raw: number;
}

/** Rows "pipeline" and "rebuild": both next to the same raw insert, one after the other, three times over. */
export async function pipelineRows(databases: Databases, shipments: number): Promise<BenchRow[]> {
  await databases.copy(FILLED);
  const messages = await databases.using(FILLED, (db) => fillInbox(db, shipments));
  const rounds: Round[] = [];
  const others = new Map<RawWay, number>();
  for (let number = 1; number <= ROUNDS; number += 1) {
    const name = `bench_round_${number}`;
    await databases.copy(name, FILLED);
    const isLast = number === ROUNDS;
    rounds.push(await databases.using(name, (db) => playRound(db, messages, isLast ? others : null)));
    await databases.drop(name);
  }
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const [raw, events] = [of((round) => round.raw), of((round) => round.events)];
  const ratios = (pick: (round: Round) => number) =>
    rounds.map((round) => (pick(round) / round.raw).toFixed(3)).join(" ");
  const shared = { unit: "events/s", against: raw, peer: PEER };
  const peers = Object.fromEntries(
    [...others].map(([way, perSecond]) => [`raw insert, ${way}, events/s`, perSecond]),
  );
  return [
    throughputRow({
      ...{ ...shared, name: "pipeline", ours: of((round) => round.pipeline), floor: 0.15, aim: 0.3 },
      remarks: { messages, events, "ratio by round": ratios((round) => round.pipeline), ...peers },
    }),
    throughputRow({
      ...{ ...shared, name: "rebuild", ours: of((round) => round.rebuild), floor: 0.25, aim: 0.5 },
      remarks: { events, "ratio by round": ratios((round) => round.rebuild) },
    }),
  ];
}

async function playRound(db: Database, messages: number, others: Map<RawWay, number> | null): Promise<Round> {
  const drained = await timed(db, () => drain(db));
  await expectDone(db, messages);
  const raw = await readEvents(db);
  const events = raw.rows.length;
  const perSecond = await insertRaw(db, raw, "values");
  const rebuilt = await timed(db, () => rebuildProjections(deps(db), null, () => undefined));
  if (rebuilt.result.before !== rebuilt.result.after) throw new Error("the rebuild gave other states");
  if (others) for (const way of OTHER_WAYS) others.set(way, await insertRaw(db, raw, way));
  return {
    events,
    raw: perSecond,
    pipeline: (events / drained.ms) * 1_000,
    rebuild: (events / rebuilt.ms) * 1_000,
  };
}

async function expectDone(db: Database, messages: number): Promise<void> {
  const { rows } = await db.$client.query(
    `select (select count(*) from message_state) as done,
      (select count(*) from message_state where reason_code in ('internal_error', 'reader_failed')) as failed`,
  );
  if (rows[0]?.done !== messages) throw new Error(`${rows[0]?.done} of ${messages} messages were processed`);
  if (rows[0]?.failed > 0) throw new Error(`${rows[0]?.failed} messages failed inside`);
}
