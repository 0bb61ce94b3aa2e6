import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { columnNames, jsonParameter } from "../../json";
import type { clock, clockVerdict } from "../../schema/clock";

export type ClockRow = typeof clock.$inferSelect;
export type VerdictRow = typeof clockVerdict.$inferSelect;
export type ClockKey = Pick<ClockRow, "shipmentId" | "kind" | "stop">;

const COLUMNS = [
  "company_id integer",
  "shipment_id uuid",
  "kind text",
  "stop smallint",
  "policy_id uuid",
  "policy_version integer",
  "state text",
  "started_at timestamptz",
  "due_at timestamptz",
  "stopped_at timestamptz",
  "breached_at timestamptz",
  "paused_minutes integer",
  "event_id uuid",
  "next_change_at timestamptz",
  "customer text",
  "carrier text",
  "judged_at timestamptz",
] as const;
const NAMES = COLUMNS.map((column) => column.split(" ")[0] ?? "");
const KEY = new Set(["company_id", "shipment_id", "kind", "stop"]);
const SET = NAMES.filter((name) => !KEY.has(name)).map((name) => `${name} = excluded.${name}`);

/** Writes these verdicts over what was there. */
export async function upsertClocks(db: Executor, rows: readonly ClockRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into clock (${sql.raw(NAMES.join(", "))})
    select ${sql.raw(NAMES.join(", "))} from json_to_recordset(${jsonParameter(rows.map(columnNames))}::json) as given(${sql.raw(COLUMNS.join(", "))})
    on conflict (company_id, shipment_id, kind, stop) do update set ${sql.raw(SET.join(", "))}`);
}

/** Forgets promises the timeline no longer holds. */
export async function deleteClocks(
  db: Executor,
  companyId: number,
  keys: readonly ClockKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await db.execute(sql`
    delete from clock c using json_to_recordset(${jsonParameter(keys.map(columnNames))}::json) as gone(shipment_id uuid, kind text, stop smallint)
    where c.company_id = ${companyId} and c.shipment_id = gone.shipment_id and c.kind = gone.kind and c.stop = gone.stop`);
}

export async function insertVerdicts(db: Executor, rows: readonly VerdictRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into clock_verdict (company_id, id, shipment_id, kind, stop, state, before, cause, policy_id, policy_version, due_at, event_id, explanation, judged_at)
    select company_id, id, shipment_id, kind, stop, state, before, cause, policy_id, policy_version, due_at, event_id, explanation, judged_at
    from json_to_recordset(${jsonParameter(rows.map(columnNames))}::json) as given(company_id integer, id uuid, shipment_id uuid, kind text, stop smallint,
      state text, before text, cause text, policy_id uuid, policy_version integer, due_at timestamptz, event_id uuid, explanation text, judged_at timestamptz)`);
}
