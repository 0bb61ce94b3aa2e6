import { type SQL, sql } from "drizzle-orm";
import type { ClockState } from "@/lib/domain/clock/clock";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { Executor } from "../../client";

/** A stretch of a list that is in one order. */
export interface ClockSection {
  readonly states: readonly ClockState[];
  /** Of broken ones: those that still run, or those that ended. */
  readonly running?: boolean;
  readonly latestFirst: boolean;
}

export interface ClockNarrowing {
  readonly customer?: string;
  readonly carrier?: string;
  /** Policies, one index range each: also how a kind is narrowed to. */
  readonly policyIds?: readonly string[];
  /** Due in this time; `dueUntil` is not in it. */
  readonly dueFrom?: Date;
  readonly dueUntil?: Date;
}

export interface ClockPlace {
  readonly dueAt: string;
  readonly shipmentId: string;
  readonly kind: string;
  readonly stop: number;
}

export interface StoredClock {
  readonly shipmentId: string;
  readonly number: string;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly kind: ClockKind;
  readonly stop: number;
  readonly state: ClockState;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly stoppedAt: string | null;
  readonly pausedMinutes: number;
  readonly eventId: string | null;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly judgedAt: string;
  readonly place: { readonly city?: string; readonly name?: string } | null;
  readonly timeZone: string | null;
  readonly estimatedAt: number | null;
}

interface Reading {
  readonly from: ClockPlace | null;
  readonly backwards: boolean;
  readonly limit: number;
  /** How far a filter without an index of its own looks, per range. */
  readonly scanLimit: number;
}

/** Rows of one section beyond a place, by key: a range of an index per state and policy, however long the list is. Nearest first. */
export async function selectClockSection(
  db: Executor,
  companyId: number,
  section: ClockSection,
  narrowing: ClockNarrowing,
  reading: Reading,
): Promise<StoredClock[]> {
  const down = section.latestFirst !== reading.backwards;
  const order = (alias: string) =>
    sql.raw(
      ["due_at", "shipment_id", "kind", "stop"]
        .map((name) => `${alias}${name}${down ? " desc" : ""}`)
        .join(", "),
    );
  const { rows } = await db.execute<StoredClock & Record<string, unknown>>(sql`
    select k.shipment_id as "shipmentId", s.number, s.origin, s.destination, k.customer, k.carrier, k.kind, k.stop, k.state,
      k.started_at::text as "startedAt", k.due_at::text as "dueAt", k.stopped_at::text as "stoppedAt", k.paused_minutes as "pausedMinutes",
      k.event_id as "eventId", k.policy_id as "policyId", k.policy_version as "policyVersion", k.judged_at::text as "judgedAt",
      at.stop -> 'place' as place, at.stop ->> 'timeZone' as "timeZone", (at.stop ->> 'estimatedAt')::float8 as "estimatedAt"
    from (select * from (${sql.join(rangesOf(companyId, section, narrowing, reading, down), sql` union all `)}) r
      order by ${order("")} limit ${reading.limit}) k
    join shipment_state s on s.company_id = k.company_id and s.shipment_id = k.shipment_id
    left join lateral (select e as stop from jsonb_array_elements(s.view -> 'stops') e
      where k.stop > 0 and (e ->> 'sequence')::int = k.stop limit 1) at on true
    order by ${order("k.")}`);
  return rows;
}

function rangesOf(
  companyId: number,
  section: ClockSection,
  narrowing: ClockNarrowing,
  { from, limit, scanLimit }: Reading,
  down: boolean,
): SQL[] {
  const place =
    from && sql`(${from.dueAt}::timestamptz, ${from.shipmentId}::uuid, ${from.kind}, ${from.stop})`;
  const row = sql`(due_at, shipment_id, kind, stop)`;
  const beyond = place ? (down ? sql`and ${row} < ${place}` : sql`and ${row} > ${place}`) : sql``;
  const order = sql.raw(
    down ? "due_at desc, shipment_id desc, kind desc, stop desc" : "due_at, shipment_id, kind, stop",
  );
  const ended =
    section.running === undefined
      ? sql``
      : section.running
        ? sql`and stopped_at is null`
        : sql`and stopped_at is not null`;
  const { keys, residual } = keysOf(narrowing);
  const { dueFrom, dueUntil } = narrowing;
  const since = dueFrom ? sql`and due_at >= ${dueFrom.toISOString()}::timestamptz` : sql``;
  const before = dueUntil ? sql`and due_at < ${dueUntil.toISOString()}::timestamptz` : sql``;
  return section.states.flatMap((state) =>
    keys.map((key) => {
      const range = sql`select * from clock where company_id = ${companyId} and state = ${sql.raw(`'${state}'`)} ${ended} ${key} ${since} ${before} ${beyond} order by ${order}`;
      return residual
        ? sql`(select * from (${range} limit ${scanLimit}) k where ${residual} order by ${order} limit ${limit})`
        : sql`(${range} limit ${limit})`;
    }),
  );
}

/** Which index each range runs on, and what is checked row by row. */
function keysOf({ customer, carrier, policyIds }: ClockNarrowing): { keys: SQL[]; residual: SQL | null } {
  const byCustomer = customer === undefined ? null : sql`customer = ${customer}`;
  const byCarrier = carrier === undefined ? null : sql`carrier = ${carrier}`;
  const further = (...parts: (SQL | null)[]) => {
    const there = parts.filter((part) => part !== null);
    return there.length > 0 ? sql.join(there, sql` and `) : null;
  };
  if (policyIds)
    return {
      keys: policyIds.map((id) => sql`and policy_id = ${id}`),
      residual: further(byCustomer, byCarrier),
    };
  if (byCustomer) return { keys: [sql`and ${byCustomer}`], residual: further(byCarrier) };
  return { keys: [byCarrier ? sql`and ${byCarrier}` : sql``], residual: null };
}
