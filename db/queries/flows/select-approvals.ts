import { type SQL, sql } from "drizzle-orm";
import type { Permission } from "@/lib/domain/access/permission";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { ApprovalAsk } from "@/lib/domain/flow/step-outcome";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

/** Moments as Postgres writes them. */
export interface OpenApprovalRow {
  readonly id: string;
  readonly runId: string;
  readonly flow: FlowName;
  readonly subject: string;
  readonly question: string;
  readonly permission: Permission;
  readonly fourEyes: boolean;
  readonly requestedById: string | null;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly evidence: ApprovalAsk["evidence"];
  readonly askedBy: string;
  readonly askedAt: string;
  readonly escalatedAt: string | null;
  readonly expiresAt: string;
}

const COLUMNS = sql`a.id, a.run_id as "runId", r.flow, r.subject_label as subject, a.question, a.permission, a.four_eyes as "fourEyes",
  a.requested_by_id as "requestedById", a.amount_minor::text as "amountMinor", a.currency, a.evidence, r.started_by as "askedBy", a.asked_at::text as "askedAt",
  a.escalated_at::text as "escalatedAt", a.expires_at::text as "expiresAt"`;

async function select(db: Executor, where: SQL): Promise<OpenApprovalRow[]> {
  const { rows } = await db.execute<OpenApprovalRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from flow_approval a join flow_run r on r.company_id = a.company_id and r.id = a.run_id ${where}`);
  return rows;
}

/** What waits for a yes under these permissions, longest first. `notFrom`: what this person asked for and so can't decide is left out. */
export function selectOpenApprovals(
  db: Executor,
  {
    companyId,
    permissions,
    notFrom,
  }: {
    readonly companyId: number;
    readonly permissions: readonly Permission[] | null;
    readonly notFrom: string | null;
  },
  { after, limit }: { readonly after?: { readonly at: string; readonly id: string }; readonly limit: number },
): Promise<OpenApprovalRow[]> {
  const isAllowed = permissions
    ? sql`and a.permission = any(array(select value from json_array_elements_text(${jsonParameter(permissions)}::json)))`
    : sql``;
  const isOthers = notFrom
    ? sql`and not (a.four_eyes and a.requested_by_id is not distinct from ${notFrom}::uuid)`
    : sql``;
  const isLater = after ? sql`and (a.asked_at, a.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  return select(
    db,
    sql`where a.company_id = ${companyId} and a.state = 'open' ${isAllowed} ${isOthers} ${isLater} order by a.asked_at, a.id limit ${limit}`,
  );
}

export async function selectApprovalOfRun(
  db: Executor,
  { companyId, runId }: { readonly companyId: number; readonly runId: string },
): Promise<OpenApprovalRow | undefined> {
  const [row] = await select(
    db,
    sql`where a.company_id = ${companyId} and a.run_id = ${runId} and a.state = 'open'`,
  );
  return row;
}
