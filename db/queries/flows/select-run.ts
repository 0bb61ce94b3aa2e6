import { sql } from "drizzle-orm";
import type { CommandKind } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { FlowData } from "@/lib/domain/flow/step-outcome";
import type { Executor } from "../../client";
import { RUN_COLUMNS, type RunListRow } from "./select-runs";

export interface RunDetailRow extends RunListRow {
  readonly version: number;
  readonly attempts: number;
  readonly payload: FlowData;
  readonly undoing: string[] | null;
  readonly passesPause: boolean;
  readonly startedById: string | null;
  readonly shipmentNumber: string | null;
}

interface OfRun {
  readonly companyId: number;
  readonly id: string;
}

export async function selectRun(db: Executor, { companyId, id }: OfRun): Promise<RunDetailRow | undefined> {
  const { rows } = await db.execute<RunDetailRow & Record<string, unknown>>(sql`
    select ${RUN_COLUMNS}, r.version, r.attempts, r.payload, r.undoing, r.passes_pause as "passesPause", r.started_by_id as "startedById", s.number as "shipmentNumber"
    from flow_run r left join connection c on c.company_id = r.company_id and c.id = r.connection_id
    left join shipment_state s on s.company_id = r.company_id and s.shipment_id = r.shipment_id
    where r.company_id = ${companyId} and r.id = ${id}`);
  return rows[0];
}

export interface AttemptRow {
  readonly number: number;
  readonly step: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: string;
  readonly note: string;
  readonly failureClass: string | null;
  readonly commandId: string | null;
}

/** The newest looks at a run's steps, newest first. */
export async function selectRunAttempts(
  db: Executor,
  { companyId, id }: OfRun,
  limit: number,
): Promise<AttemptRow[]> {
  const { rows } = await db.execute<AttemptRow & Record<string, unknown>>(sql`
    select number, step, started_at::text as "startedAt", ended_at::text as "endedAt", outcome, note, failure_class as "failureClass", command_id as "commandId"
    from flow_attempt where company_id = ${companyId} and run_id = ${id} order by number desc limit ${limit}`);
  return rows;
}

export interface DecisionRow {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  readonly at: string;
  readonly before: FlowData | null;
  readonly after: FlowData | null;
}

export async function selectRunDecisions(
  db: Executor,
  { companyId, id }: OfRun,
  limit: number,
): Promise<DecisionRow[]> {
  const { rows } = await db.execute<DecisionRow & Record<string, unknown>>(sql`
    select id, kind, actor, on_behalf_of as "onBehalfOf", reason, at::text, before, after
    from flow_decision where company_id = ${companyId} and run_id = ${id} order by at desc, id desc limit ${limit}`);
  return rows;
}

/** The commands a run wrote, in their order. */
export async function selectRunCommands(
  db: Executor,
  { companyId, id }: OfRun,
): Promise<{ id: string; kind: CommandKind; state: CommandState }[]> {
  const { rows } = await db.execute<{ id: string; kind: CommandKind; state: CommandState }>(sql`
    select k.id, k.kind, k.state from command k where k.company_id = ${companyId} and k.id in (
      select command_id from flow_attempt where company_id = ${companyId} and run_id = ${id} and command_id is not null)
    order by k.position`);
  return rows;
}
