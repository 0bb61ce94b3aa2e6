import { selectPromiseTold } from "@/db/queries/exceptions/select-promise-told";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import type { PromiseToldDto } from "@/lib/contracts/exceptions/promise-told";
import { can } from "@/lib/domain/access/actor";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { Context } from "@/lib/usecases/context";
import { iso } from "./exception-row";

/** Which promises each kind says are broken or in danger. */
const PROMISES: Readonly<Partial<Record<ExceptionKind, readonly ClockKind[]>>> = {
  late_pickup: ["pickup"],
  late_delivery: ["delivery"],
  at_risk: ["pickup", "delivery"],
  tracking_silent: ["tracking_silence"],
  tender_unanswered: ["tender_reply"],
  pod_missing: ["pod"],
  invoice_overdue: ["customer_invoice"],
  carrier_invoice_unmatched: ["carrier_invoice_match"],
  refund_overdue: ["refund"],
};

/** The promise an exception is about in one line, as it was last judged: start, budget, pauses, policy and version. */
export async function promiseTold(
  ctx: Context,
  { kind, subject, dueAt }: Pick<ExceptionRow, "kind" | "subject" | "dueAt">,
): Promise<PromiseToldDto | null> {
  const kinds = PROMISES[kind];
  if (!kinds || subject.kind !== "shipment" || dueAt === null || !can(ctx.actor, "shipment.read"))
    return null;
  const { companyId } = ctx.actor;
  const told = await selectPromiseTold(ctx.db, { companyId, shipmentId: subject.id, kinds, dueAt });
  return told ? { explanation: told.explanation, judgedAt: iso(told.judgedAt) } : null;
}
