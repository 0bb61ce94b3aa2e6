import { sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AppError } from "@/lib/domain/app-error";
import { runBulk } from "@/lib/usecases/bulk/run-bulk";
import { startBulk } from "@/lib/usecases/bulk/start-bulk";
import type { Context } from "@/lib/usecases/context";
import { acknowledgeException } from "@/lib/usecases/exceptions/acknowledge-exception";
import { planBulk } from "@/lib/usecases/exceptions/bulk/plan-bulk";
import { ignoreException } from "@/lib/usecases/exceptions/ignore-exception";
import { reopenException } from "@/lib/usecases/exceptions/reopen-exception";
import { resolveException } from "@/lib/usecases/exceptions/resolve-exception";
import { snoozeException } from "@/lib/usecases/exceptions/snooze-exception";
import {
  type ExceptionWorld,
  exceptionWorld,
  finding,
} from "@/lib/usecases/exceptions/testing/exception-world";
import { wakeExceptions } from "./wake-exceptions";

const RUNS = 25;

let world: ExceptionWorld;
let people: Context[] = [];
const subjects = Array.from({ length: 6 }, () => uuidv7());

beforeAll(async () => {
  world = await exceptionWorld();
  people = await Promise.all([world.person("dispatcher"), world.person("lead")]);
});
afterAll(() => world.close());

const deps = () => ({ db: world.db, now: world.now });
const MINUTE = 60_000;
const soon = () => new Date(world.clock.now.getTime() + 3 * MINUTE).toISOString();

type Move = { readonly what: number; readonly which: number; readonly who: number };

/** The rules find these causes with a subject and no others. */
async function look({ which, who }: Move): Promise<void> {
  const group = { signature: `why ${which % 3}`, title: "Why" };
  const kinds = ["quarantined_message", "unmatched_message"] as const;
  const findings = kinds.flatMap((kind, index) =>
    (who >> index) % 2 === 1 ? [finding({ kind, group, since: world.clock.now.getTime() })] : [],
  );
  await world.look({ subjectId: subjects[which % subjects.length] ?? "", findings }, "message");
}

async function act({ what, which, who }: Move): Promise<void> {
  const all = await world.all();
  const row = all[which % Math.max(1, all.length)];
  const ctx = people[who % people.length];
  if (!row || !ctx) return;
  const target = { exceptionId: row.id, expectedVersion: row.version };
  const acts = [
    () => acknowledgeException(ctx, target),
    () => snoozeException(ctx, { ...target, untilAt: soon() }),
    () => resolveException(ctx, { ...target, note: "done with" }),
    () => ignoreException(ctx, { ...target, reason: "no matter", untilAt: soon() }),
    () => reopenException(ctx, { ...target, reason: "not yet" }),
  ];
  await acts[what % acts.length]?.();
}

async function bulk({ which, who }: Move): Promise<void> {
  const ctx = people[who % people.length];
  if (!ctx) return;
  const input =
    which % 2 === 0 ? { action: "acknowledge" as const } : { action: "resolve" as const, note: "at once" };
  const plan = await planBulk(ctx, { filter: { tab: "open" }, input });
  await startBulk(ctx, { runId: plan.id, expectedVersion: plan.version });
  await runBulk(deps());
}

async function play(move: Move): Promise<void> {
  try {
    if (move.what < 4) await look(move);
    else if (move.what < 9) await act(move);
    else if (move.what === 9) await wakeExceptions(deps());
    else await bulk(move);
  } catch (error) {
    // What changed meanwhile is refused: that is no harm.
    if (!(error instanceof AppError)) throw error;
  }
}

const move = fc.record({ what: fc.nat(10), which: fc.nat(40), who: fc.nat(3) });
const storm = fc.array(fc.tuple(fc.array(move, { minLength: 1, maxLength: 5 }), fc.nat(4)), {
  minLength: 1,
  maxLength: 12,
});

it("kept counts and groups say what is there after any storm of rules, people, wakes and runs at once", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(storm, async (waves) => {
      for (const [moves, minutes] of waves) {
        await Promise.all(moves.map(play));
        world.clock.now = new Date(world.clock.now.getTime() + minutes * MINUTE);
      }
      for (const { state } of await world.all()) seen.add(state);
      expect(await world.countsMatch()).toBe(true);
      const { rows } = await world.db.execute(sql`
        select g.id from exception_group g where g.total_count <> (select count(*) from exception e where e.group_id = g.id)
        union all
        select max(id::text)::uuid from exception group by subject_kind, subject_id, kind, cause having count(*) > 1`);
      expect(rows).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  expect(seen.size).toBeGreaterThan(2);
}, 240_000);
