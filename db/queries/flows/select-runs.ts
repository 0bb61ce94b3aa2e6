import { type SQL, sql } from "drizzle-orm";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { RunState } from "@/lib/domain/flow/run-state";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { flowRun } from "../../schema/flow";

export interface RunNarrowing {
  readonly companyId: number;
  readonly states: readonly RunState[];
  readonly flow?: FlowName;
  readonly connectionId?: string;
  readonly q?: string;
}

type Kept = Pick<
  typeof flowRun.$inferSelect,
  | "id"
  | "flow"
  | "flowVersion"
  | "state"
  | "subjectLabel"
  | "step"
  | "reason"
  | "blocker"
  | "customer"
  | "carrier"
  | "tries"
  | "startedBy"
>;

/** Moments as Postgres writes them. */
export interface RunListRow extends Kept {
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly connectionName: string | null;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly nextAt: string | null;
}

export const RUN_COLUMNS = sql`r.id, r.flow, r.flow_version as "flowVersion", r.state, r.subject_label as "subjectLabel", r.step, r.reason, r.blocker, r.customer,
  r.carrier, r.tries, r.started_by as "startedBy", r.amount_minor::text as "amountMinor", r.currency, c.name as "connectionName",
  r.started_at::text as "startedAt", r.changed_at::text as "changedAt", r.next_at::text as "nextAt"`;

/** Runs in these states, last changed first: a range of the index for each state, merged. */
export async function selectRuns(
  db: Executor,
  narrowing: RunNarrowing,
  { after, limit }: { readonly after?: { readonly at: string; readonly id: string }; readonly limit: number },
): Promise<RunListRow[]> {
  const { companyId, states } = narrowing;
  const isBefore = after
    ? sql`and (r.changed_at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``;
  const { rows } = await db.execute<RunListRow & Record<string, unknown>>(sql`
    select ${RUN_COLUMNS} from (
      select found.* from json_array_elements_text(${jsonParameter(states)}::json) as wanted(state)
      cross join lateral (
        select r.* from flow_run r where r.company_id = ${companyId} and r.state = wanted.state ${narrowed(narrowing)} ${isBefore}
        order by r.changed_at desc, r.id desc limit ${limit}) found
      order by found.changed_at desc, found.id desc limit ${limit}) r
    left join connection c on c.company_id = r.company_id and c.id = r.connection_id
    order by r.changed_at desc, r.id desc`);
  return rows;
}

export type RunToDecide = Pick<
  typeof flowRun.$inferSelect,
  "id" | "version" | "flow" | "flowVersion" | "state" | "step" | "subjectLabel" | "undoing" | "currency"
> & { readonly amountMinor: number | null };

/** Runs in these states, the oldest first, with what a decision on each needs. */
export async function selectRunsToDecide(
  db: Executor,
  narrowing: RunNarrowing,
  limit: number,
): Promise<RunToDecide[]> {
  const { companyId, states } = narrowing;
  const { rows } = await db.execute<RunToDecide & Record<string, unknown>>(sql`
    select r.id, r.version, r.flow, r.flow_version as "flowVersion", r.state, r.step, r.subject_label as "subjectLabel", r.undoing, r.currency,
      r.amount_minor::float8 as "amountMinor"
    from json_array_elements_text(${jsonParameter(states)}::json) as wanted(state)
    cross join lateral (
      select r.* from flow_run r where r.company_id = ${companyId} and r.state = wanted.state ${narrowed(narrowing)}
      order by r.changed_at, r.id limit ${limit}) r
    order by r.changed_at, r.id limit ${limit}`);
  return rows;
}

/** How many match, counted up to `most`. */
export async function countRuns(db: Executor, narrowing: RunNarrowing, most: number): Promise<number> {
  const { companyId, states } = narrowing;
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from flow_run r where r.company_id = ${companyId}
        and r.state = any(array(select value from json_array_elements_text(${jsonParameter(states)}::json))) ${narrowed(narrowing)} limit ${most}) found`);
  return rows[0]?.count ?? 0;
}

function narrowed({ flow, connectionId, q }: RunNarrowing): SQL {
  const parts = [
    flow ? sql`and r.flow = ${flow}` : null,
    connectionId ? sql`and r.connection_id = ${connectionId}` : null,
    q ? sql`and starts_with(lower(r.subject_label) collate "C", lower(${q}))` : null,
  ];
  return sql.join(
    parts.filter((part) => part !== null),
    sql` `,
  );
}

export interface OpenCount {
  readonly flow: FlowName;
  readonly state: RunState;
  readonly connectionId: string | null;
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

/** How many runs are open, and how much they move: added up over the open ones, which are few beside those that are over. */
export async function countOpenRuns(db: Executor, companyId: number): Promise<OpenCount[]> {
  const { rows } = await db.execute<OpenCount & Record<string, unknown>>(sql`
    select flow, state, connection_id as "connectionId", currency, count(*)::float8 as count, coalesce(sum(amount_minor), 0)::float8 as "amountMinor"
    from flow_run where company_id = ${companyId} and state not in ('done', 'cancelled') group by 1, 2, 3, 4`);
  return rows;
}

export async function selectPausedFlows(
  db: Executor,
  companyId: number,
): Promise<{ flow: FlowName; pausedBy: string; reason: string; since: string }[]> {
  const { rows } = await db.execute<{ flow: FlowName; pausedBy: string; reason: string; since: string }>(sql`
    select flow, paused_by as "pausedBy", reason, since::text from flow_pause where company_id = ${companyId} order by flow`);
  return rows;
}
