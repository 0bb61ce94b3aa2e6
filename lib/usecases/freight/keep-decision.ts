import type { Transaction } from "@/db/client";
import { wakeRuns } from "@/db/queries/flows/write-run";
import { markInvoicesLike, markInvoicesOfShipments } from "@/db/queries/freight/marks";
import type { FreightInvoiceRow } from "@/db/queries/freight/read-bill";
import { replaceFreightLines, updateFreightInvoice } from "@/db/queries/freight/write-bill";
import type { Actor } from "@/lib/domain/access/actor";
import { wakeKey } from "@/lib/domain/flow/step-outcome";
import type { AuditLine } from "@/lib/domain/freight/audit-result";
import { needsSecondPerson, payableOf } from "@/lib/domain/freight/decide";
import { disputableLines, disputeText } from "@/lib/domain/freight/dispute-text";
import { money } from "@/lib/domain/money/money";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { actorName } from "@/lib/usecases/messages/actor-name";
import { auditRules } from "./audit-rules";
import { lineRows } from "./line-rows";

interface Decided {
  readonly lines: readonly AuditLine[];
  readonly reason: string;
  readonly action: "freight.approve" | "freight.dispute" | "freight.pass";
}

/**
 * Keeps what is paid of a locked bill and what is disputed, with the name of who decided, and lets its run and every bill it bears on look again. Less than
 * the bill is paid only where the carrier's terms allow it.
 *
 * @returns minor units that are paid.
 */
export async function keepDecision(
  tx: Transaction,
  actor: Actor,
  bill: FreightInvoiceRow,
  { lines, reason, action }: Decided,
  at: Date,
): Promise<number> {
  const rules = await auditRules(tx, bill.companyId, bill.invoice);
  const { payableMinor } = payableOf(bill.invoice, lines, rules.profile);
  const { currency, contestBy } = bill;
  const disputed = disputableLines({ lines });
  const kept = {
    state: payableMinor === 0 && disputed.length > 0 ? ("disputed" as const) : ("decided" as const),
    payableMinor,
    atStakeMinor: Math.max(0, bill.totalMinor - payableMinor),
    needsSecondPerson: needsSecondPerson(money(payableMinor, currency), rules.secondPersonOver),
    disputeText:
      disputed.length === 0 ? null : disputeText(bill.invoice, { payableMinor, contestBy }, disputed),
  };
  await replaceFreightLines(tx, bill, lineRows(bill, lines));
  await updateFreightInvoice(tx, bill, { ...kept, ...decidedBy(actor, reason, at) });
  const after = {
    ...{ state: kept.state, payableMinor, currency },
    lines: lines.map(({ shipmentId, kind, proposal, payMinor }) => ({
      shipmentId,
      kind,
      decision: proposal,
      payMinor,
    })),
  };
  const subject = { kind: "freight_invoice", id: bill.id };
  const before = { state: bill.state, payableMinor: bill.payableMinor };
  await appendAudit(tx, actor, { action, subject, reason, before, after }, at);
  await spread(
    tx,
    bill,
    lines.map(({ shipmentId }) => shipmentId),
    at,
  );
  return payableMinor;
}

export const decidedBy = (actor: Actor, decisionReason: string, decidedAt: Date) => ({
  ...{ decidedBy: actorName(actor), decidedById: actor.kind === "user" ? actor.id : null },
  ...{ decidedAt, decisionReason },
});

/** Its run goes on, and open bills that share a number or a shipment with it are judged again. */
export async function spread(
  tx: Transaction,
  { companyId, id }: Pick<FreightInvoiceRow, "companyId" | "id">,
  shipmentIds: readonly string[],
  at: Date,
): Promise<void> {
  await wakeRuns(tx, companyId, [wakeKey.carrierInvoice(id)], at);
  await markInvoicesLike(tx, companyId, id, at);
  await markInvoicesOfShipments(tx, companyId, [...new Set(shipmentIds)], at);
}
