import type { Database } from "@/db/client";

/** Commands that did not end confirmed, in words. */
export async function unsettledOf(db: Database): Promise<string[]> {
  const { rows } = await db.$client.query(
    "select operation_key, state, error from command where state <> 'confirmed' order by position",
  );
  return rows.map(({ operation_key: key, state, error }) => `${key} is ${state}: ${error}`);
}

/** How long each kind took, and how the tries ended. */
export async function tellTries(db: Database, say: (line: string) => void): Promise<void> {
  const { rows } = await db.$client.query(`
    select k.kind, percentile_cont(0.5) within group (order by extract(epoch from a.ended_at - a.started_at) * 1000)::int as p50,
      percentile_cont(0.95) within group (order by extract(epoch from a.ended_at - a.started_at) * 1000)::int as p95
    from command_attempt a join command k on k.company_id = a.company_id and k.id = a.command_id
    where a.kind = 'send' and k.state = 'confirmed' group by k.kind order by 1`);
  for (const { kind, p50, p95 } of rows)
    say(`${kind}: look up, send and look up again p50 ${p50} ms, p95 ${p95} ms`);
  const { rows: tries } = await db.$client.query(
    "select outcome, count(*)::int as n from command_attempt group by 1 order by 2 desc",
  );
  say(`tries: ${tries.map(({ outcome, n }) => `${outcome} ${n}`).join(", ")}`);
}
