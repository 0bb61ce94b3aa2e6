import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { effectArms } from "./effect-arms";
import { incomingArms } from "./incoming-arms";
import type { TraceRow } from "./trace-row";
import { scopeTables, type TraceScope } from "./trace-scope";
import { watchingArms } from "./watching-arms";

/** A place in a trace: microseconds in UTC, then the key. */
export interface TracePlace {
  readonly at: string;
  readonly key: string;
}

export interface TraceWindow extends TracePlace {
  readonly direction: "before" | "after";
  /** Whether the place itself is part of it. */
  readonly inclusive: boolean;
  readonly limit: number;
}

const AT = sql`to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Up to `limit` nodes of a trace on one side of a place, in the order of time. One statement: every arm is read by the index of its ids, and cut to
 * the window before it is sorted.
 */
export async function selectTrace(db: Executor, scope: TraceScope, window: TraceWindow): Promise<TraceRow[]> {
  const arms = [...incomingArms(scope), ...watchingArms(scope), ...effectArms(scope)];
  const after = window.direction === "after";
  const compare = sql.raw(`${after ? ">" : "<"}${window.inclusive ? "=" : ""}`);
  const order = sql.raw(after ? "asc" : "desc");
  const { rows } = await db.execute<TraceRow & Record<string, unknown>>(sql`
    with ${scopeTables(scope)}
    select ${AT} as at, n.key, n.kind, n.data from (${sql.join(arms, sql` union all `)}) as n (at, key, kind, data)
    where (n.at, n.key collate "C") ${compare} (${window.at}::timestamptz, ${window.key} collate "C")
    order by n.at ${order}, n.key collate "C" ${order} limit ${window.limit}`);
  return after ? rows : rows.reverse();
}
