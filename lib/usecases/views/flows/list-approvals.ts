import { selectDelegationsTo } from "@/db/queries/flows/delegations";
import { type OpenApprovalRow, selectOpenApprovals } from "@/db/queries/flows/select-approvals";
import type { ApprovalDto, ApprovalList } from "@/lib/contracts/flows/run-list";
import type { ApprovalQuery } from "@/lib/contracts/flows/run-query";
import type { BoundedCount } from "@/lib/contracts/messages/message-list";
import type { UserActor } from "@/lib/domain/access/actor";
import { PERMISSIONS, type Permission, roleMay } from "@/lib/domain/access/permission";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError } from "@/lib/domain/app-error";
import { type Delegation, mayApprove } from "@/lib/domain/flow/approval";
import type { Context } from "@/lib/usecases/context";
import { amountOf, isoOf } from "./run-row";

const PAGE_ROWS = 50;

const MOST_COUNTED = 100;

/** How many questions this person may answer, for the rail. */
export async function countApprovals(ctx: Context): Promise<BoundedCount | null> {
  const { actor } = ctx;
  if (actor.kind !== "user") return null;
  const permissions = permissionsOf(actor, await delegationsOf(ctx, actor));
  const narrowing = { companyId: actor.companyId, permissions, notFrom: actor.id };
  const found = await selectOpenApprovals(ctx.db, narrowing, { limit: MOST_COUNTED + 1 });
  return { count: Math.min(found.length, MOST_COUNTED), more: found.length > MOST_COUNTED };
}

/** Their own rights, and those lent to them. */
function permissionsOf(actor: UserActor, delegations: readonly Delegation[]): Permission[] {
  const roles = [actor.role, ...delegations.map(({ fromRole }) => fromRole)];
  return PERMISSIONS.filter((permission) => roles.some((role) => roleMay(role, permission)));
}

/** What waits for a yes, longest first, within a page the largest first of what was asked in the same hour; "mine" is what this person may decide. */
export async function listApprovals(ctx: Context, query: ApprovalQuery): Promise<ApprovalList> {
  requirePermission(ctx.actor, "flow.read");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person approves.");
  const delegations = await delegationsOf(ctx, actor);
  const permissions = permissionsOf(actor, delegations);
  const isMine = query.of === "mine";
  const [at = "", id = ""] = query.after?.split("_") ?? [];
  const found = await selectOpenApprovals(
    ctx.db,
    {
      companyId: actor.companyId,
      permissions: isMine ? permissions : null,
      notFrom: isMine ? actor.id : null,
    },
    { ...(query.after ? { after: { at, id } } : {}), limit: PAGE_ROWS + 1 },
  );
  const page = found.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  return {
    query,
    rows: page.map((row) => toApproval(row, actor, delegations)).sort(byAgeAndAmount),
    next: found.length > PAGE_ROWS && last ? `${last.askedAt}_${last.id}` : null,
  };
}

export const delegationsOf = (ctx: Context, actor: UserActor): Promise<Delegation[]> =>
  selectDelegationsTo(ctx.db, { companyId: actor.companyId, userId: actor.id, now: ctx.now() });

export function toApproval(
  row: OpenApprovalRow,
  actor: UserActor,
  delegations: readonly Delegation[],
): ApprovalDto {
  const allowed = mayApprove(actor, row, delegations);
  return {
    ...{ id: row.id, runId: row.runId, flow: row.flow, subject: row.subject, question: row.question },
    ...{ evidence: row.evidence, fourEyes: row.fourEyes, askedBy: row.askedBy, amount: amountOf(row) },
    askedAt: isoOf(row.askedAt),
    escalatedAt: row.escalatedAt === null ? null : isoOf(row.escalatedAt),
    expiresAt: isoOf(row.expiresAt),
    whyNot: allowed.may ? null : allowed.why,
    onBehalfOf: allowed.may ? (allowed.onBehalfOf?.fromName ?? null) : null,
  };
}

function byAgeAndAmount(a: ApprovalDto, b: ApprovalDto): number {
  const hours = a.askedAt.slice(0, 13).localeCompare(b.askedAt.slice(0, 13));
  return hours || (b.amount?.amountMinor ?? 0) - (a.amount?.amountMinor ?? 0);
}
