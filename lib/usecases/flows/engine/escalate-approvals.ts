import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import {
  insertRunDecision,
  lockApproval,
  markEscalated,
  selectOverdueApprovals,
  settleApproval,
  updateRun,
} from "@/db/queries/flows/write-run";
import { inTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { FlowDeps } from "./flow-implementation";

const LIMIT = 100;

/** Shows leads what nobody approved within a day; after two the run is held, so that a yes never comes from silence. @returns whether there may be more. */
export async function escalateApprovals({ db, now }: Pick<FlowDeps, "db" | "now">): Promise<boolean> {
  const overdue = await selectOverdueApprovals(db, now(), LIMIT);
  for (const key of overdue) await inTransaction(db, (tx) => escalate(tx, key, now()));
  return overdue.length === LIMIT;
}

async function escalate(
  tx: Transaction,
  key: { readonly companyId: number; readonly id: string },
  at: Date,
): Promise<void> {
  const found = await lockApproval(tx, key.companyId, key.id);
  if (found?.approval.state !== "open" || found.run.state !== "awaiting_approval") return;
  const { approval, run } = found;
  const isOver = approval.expiresAt <= at;
  const actor = { kind: "system" as const, job: "approvals", companyId: key.companyId };
  if (isOver) {
    await settleApproval(tx, approval, {
      state: "expired",
      decidedBy: null,
      decidedById: null,
      decidedAt: at,
      comment: null,
    });
    const reason = `Nobody decided: ${approval.question}`;
    await updateRun(tx, run, {
      state: "held",
      blocker: "approval_expired",
      reason,
      nextAt: null,
      changedAt: at,
    });
  } else if (approval.escalatedAt === null) {
    await markEscalated(tx, approval, at);
  } else return;
  const kind = isOver ? ("expire" as const) : ("escalate" as const);
  const row = { companyId: run.companyId, runId: run.id, id: uuidv7({ msecs: at.getTime() }) };
  await insertRunDecision(tx, {
    ...row,
    kind,
    step: run.step,
    actor: "Milepost, approvals",
    reason: approval.question,
    at,
  });
  await appendAudit(tx, actor, { action: `flow.${kind}`, subject: { kind: "flow_run", id: run.id } }, at);
}
