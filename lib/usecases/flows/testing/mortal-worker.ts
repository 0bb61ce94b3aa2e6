import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Database } from "@/db/client";
import type { FlowDeps } from "../engine/flow-implementation";
import { followEvents } from "../engine/follow-events";
import { wakeSettled, workOnRuns } from "../engine/work-on-runs";

export interface MortalWorker {
  /** Every failpoint met, `flow/step/#statement verb table`, in the order they were met. */
  readonly failpoints: ReadonlySet<string>;
  readonly deaths: () => number;
  readonly follow: () => Promise<boolean>;
  readonly work: () => Promise<boolean>;
}

interface Mortality {
  readonly url: string;
  readonly flowDeps: FlowDeps;
  /** Called after a death: the lease of what died must run out. */
  readonly afterDeath: () => void;
  /** How often one run may lose its worker. */
  readonly deathsPerRun: number;
}

/** What is known of the transaction a connection has open. */
interface Place {
  name: string;
  runId: string | null;
  statements: number;
}

const NEVER = new Promise<never>(() => undefined);

/**
 * A flow worker whose process dies after each statement it makes, once per failpoint: the statement is carried out, then its socket is torn and nothing
 * more of it ever answers. The next call is another worker, after the lease of the dead one. Failpoints are found by meeting them, so a step that
 * gains a statement gains a failpoint.
 */
export function mortalWorker({ url, flowDeps, afterDeath, deathsPerRun }: Mortality): MortalWorker {
  const failpoints = new Set<string>();
  const deathsOf = new Map<string, number>();
  let deaths = 0;
  let dieNow = () => {};

  const isFatal = ({ name, runId, statements }: Place, text: string) => {
    const failpoint = `${name}/#${statements} ${wordsOf(text)}`;
    const before = deathsOf.get(runId ?? failpoint) ?? 0;
    if (failpoints.has(failpoint) || (runId !== null && before >= deathsPerRun)) return false;
    failpoints.add(failpoint);
    if (runId !== null) deathsOf.set(runId, before + 1);
    deaths += 1;
    return true;
  };

  const open = (stage: string): Database => {
    const life = { isOver: false };
    class MortalClient extends pg.Client {
      place: Place = { name: stage, runId: null, statements: 0 };
      // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature has nine overloads
      override query(...given: any[]): any {
        if (life.isOver) return NEVER;
        const callback = given.at(-1);
        // The pool asks with a callback where no transaction is open.
        if (typeof callback === "function")
          return this.query(...given.slice(0, -1)).then(
            (result: unknown) => callback(null, result),
            callback,
          );
        const [config] = given as [string | { readonly text: string }];
        const text = typeof config === "string" ? config : config.text;
        if (text.startsWith("begin")) this.place = { name: stage, runId: null, statements: 0 };
        // biome-ignore lint/suspicious/noExplicitAny: see above
        const asked = (super.query as any)(...given) as Promise<pg.QueryArrayResult>;
        return asked.then((result) => {
          if (this.place.runId === null) this.place = placeOf(text, result) ?? this.place;
          this.place.statements += 1;
          const isSurvived = !isFatal(this.place, text);
          if (/^(commit|rollback)/.test(text)) this.place = { name: stage, runId: null, statements: 0 };
          if (isSurvived) return result;
          life.isOver = true;
          (this as unknown as { connection: pg.Connection }).connection.stream.destroy();
          dieNow();
          return NEVER;
        });
      }
    }
    const pool = new pg.Pool({ connectionString: url, max: 1, Client: MortalClient, idleTimeoutMillis: 100 });
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    return drizzle({ client: pool });
  };

  const live = async (stage: string, round: (deps: FlowDeps) => Promise<boolean>): Promise<boolean> => {
    const db = open(stage);
    const death = new Promise<"dead">((resolve) => {
      dieNow = () => resolve("dead");
    });
    const round_ = round({ ...flowDeps, db });
    const ended = await Promise.race([round_, death]);
    if (ended !== "dead") {
      await db.$client.end();
      return ended;
    }
    // Its other lanes can't reach the database either; that is what a dead process leaves.
    round_.catch(() => undefined);
    afterDeath();
    return true;
  };

  return {
    failpoints,
    deaths: () => deaths,
    follow: () => live("start flows", followEvents),
    work: async () => (await live("wake", wakeSettled)) || live("claim", workOnRuns),
  };
}

/** The run a transaction has locked, once it has. */
function placeOf(text: string, { rows, fields }: pg.QueryArrayResult): Place | null {
  const [row] = rows as unknown as Record<string, unknown>[];
  if (!row || !/from "flow_run"/.test(text) || !text.endsWith("for update")) return null;
  const read = (name: string) =>
    Array.isArray(row) ? row[fields.findIndex((field) => field.name === name)] : row[name];
  const undoing = read("undoing") as readonly string[] | null;
  return {
    name: `${read("flow")}/${undoing?.[0] ?? read("step")}`,
    runId: String(read("id")),
    statements: 0,
  };
}

/** "insert command" of a statement; its first word where it names no table. */
function wordsOf(text: string): string {
  const flat = text
    .replaceAll(/["\s]+/g, " ")
    .trim()
    .toLowerCase();
  const [verb = ""] = flat.split(" ");
  const table = /\b(?:from|into|update) ([a-z_]+)/.exec(flat)?.[1];
  return table ? `${verb} ${table}` : verb;
}
