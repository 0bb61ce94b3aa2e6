import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { findRunByKey, insertRun } from "@/db/queries/flows/write-run";
import type { Actor } from "@/lib/domain/access/actor";
import { ConflictError } from "@/lib/domain/app-error";
import type { FlowDefinition } from "@/lib/domain/flow/definition";
import type { FlowAmount, FlowData } from "@/lib/domain/flow/step-outcome";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { actorName } from "@/lib/usecases/messages/actor-name";

export interface NewRun {
  /** What makes it the same run again, unique per flow: "S00042 WH/OUT/00341". */
  readonly businessKey: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly label: string };
  readonly shipmentId?: string;
  readonly connectionId?: string;
  readonly customer?: string;
  readonly carrier?: string;
  readonly payload: FlowData;
  readonly amount?: FlowAmount;
  readonly traceId?: string;
}

/**
 * Starts a run in the caller's transaction: it is worked on when that commits, or never. Started again under the same business key it is the same run,
 * whatever became of it. A person's start is on the audit log; a rule's is the run itself.
 */
export async function startRun(
  tx: Transaction,
  { actor, now }: { readonly actor: Actor; readonly now: () => Date },
  definition: FlowDefinition,
  given: NewRun,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { companyId } = actor;
  const at = now();
  const [first] = definition.steps;
  if (!first) throw new RangeError(`${definition.name} has no steps`);
  const row = {
    companyId,
    id: uuidv7({ msecs: at.getTime() }),
    flow: definition.name,
    flowVersion: definition.version,
    businessKey: given.businessKey,
    subjectKind: given.subject.kind,
    subjectId: given.subject.id,
    subjectLabel: given.subject.label,
    shipmentId: given.shipmentId ?? null,
    connectionId: given.connectionId ?? null,
    customer: given.customer ?? null,
    carrier: given.carrier ?? null,
    orderKey: `${definition.name} ${given.subject.kind} ${given.subject.id}`,
    state: "queued" as const,
    step: first.name,
    payload: given.payload,
    data: {},
    amountMinor: given.amount?.amountMinor ?? null,
    currency: given.amount?.currency ?? null,
    nextAt: at,
    startedBy: actorName(actor),
    startedById: actor.kind === "user" ? actor.id : null,
    traceId: given.traceId ?? null,
    startedAt: at,
    changedAt: at,
  };
  if (!(await insertRun(tx, row))) {
    const known = await findRunByKey(tx, row);
    if (!known) throw new ConflictError("The same run is being started by someone else. Try again.");
    return { id: known.id, isNew: false };
  }
  if (actor.kind === "user") {
    const after = { flow: row.flow, businessKey: row.businessKey, subject: row.subjectLabel };
    await appendAudit(
      tx,
      actor,
      { action: "flow.start", subject: { kind: "flow_run", id: row.id }, after },
      at,
    );
  }
  return { id: row.id, isNew: true };
}
