import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { intakeCounter } from "../../schema/connection";

export type IntakeCount = Required<typeof intakeCounter.$inferInsert>;

/** Adds to the hourly counters of many connections at once, in one order so that two processes never deadlock. */
export async function addIntakeCounts(db: Executor, counts: readonly IntakeCount[]): Promise<void> {
  if (counts.length === 0) return;
  const rows = counts.map((count) => ({
    company_id: count.companyId,
    connection_id: count.connectionId,
    hour_at: count.hourAt.toISOString(),
    accepted: count.accepted,
    repeated: count.repeated,
    conflicting: count.conflicting,
    unsigned: count.unsigned,
    too_large: count.tooLarge,
    over_rate: count.overRate,
    bad_encoding: count.badEncoding,
    bytes: count.bytes,
  }));
  await db.execute(sql`
    insert into intake_counter as counter (company_id, connection_id, hour_at, accepted, repeated, conflicting,
      unsigned, too_large, over_rate, bad_encoding, bytes)
    select * from json_to_recordset(${jsonParameter(rows)}::json) as added (
      company_id integer, connection_id uuid, hour_at timestamptz, accepted bigint, repeated bigint,
      conflicting bigint, unsigned bigint, too_large bigint, over_rate bigint, bad_encoding bigint, bytes bigint)
    order by company_id, connection_id, hour_at
    on conflict (company_id, connection_id, hour_at) do update set
      accepted = counter.accepted + excluded.accepted,
      repeated = counter.repeated + excluded.repeated,
      conflicting = counter.conflicting + excluded.conflicting,
      unsigned = counter.unsigned + excluded.unsigned,
      too_large = counter.too_large + excluded.too_large,
      over_rate = counter.over_rate + excluded.over_rate,
      bad_encoding = counter.bad_encoding + excluded.bad_encoding,
      bytes = counter.bytes + excluded.bytes`);
}
