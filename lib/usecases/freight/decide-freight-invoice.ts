import type { Transaction } from "@/db/client";
import { markInvoicesOfCarrier } from "@/db/queries/freight/marks";
import {
  type FreightInvoiceRow,
  lockFreightInvoice,
  selectFreightLines,
} from "@/db/queries/freight/read-bill";
import { updateFreightInvoice } from "@/db/queries/freight/write-bill";
import { inTransaction } from "@/db/transaction";
import { type DecideFreightInput, decideFreightInput } from "@/lib/contracts/freight/decide-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import type { AuditLine } from "@/lib/domain/freight/audit-result";
import { chooseDecisions, refusalOf } from "@/lib/domain/freight/choose";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { decidedBy, keepDecision, spread } from "./keep-decision";
import { auditLineOf } from "./line-rows";

type Input = ReturnType<typeof readInput<typeof decideFreightInput>>;

/** A person's decision on a carrier's open bill, charge by charge. What it comes to goes through the settling flow: a second person first where one is needed. */
export async function decideFreightInvoice(ctx: Context, given: DecideFreightInput): Promise<void> {
  requirePermission(ctx.actor, "freight.decide");
  const input = readInput(decideFreightInput, given);
  await inTransaction(ctx.db, async (tx) => {
    const bill = await lockFreightInvoice(tx, ctx.actor.companyId, input.invoiceId);
    if (!bill) throw new NotFoundError("There is no such bill here. Nothing was changed.");
    if (bill.version !== input.expectedVersion || bill.state !== "open")
      throw new ConflictError(
        bill.state === "open"
          ? "This bill was audited again since you opened it. Nothing was changed; look again."
          : `This bill is ${bill.state} already. Nothing was changed.`,
      );
    const rows = await selectFreightLines(tx, bill.companyId, bill.id);
    await decideWithin(tx, ctx, bill, rows.map(auditLineOf), input);
  });
}

async function decideWithin(
  tx: Transaction,
  { actor, now }: Context,
  bill: FreightInvoiceRow,
  lines: readonly AuditLine[],
  input: Input,
): Promise<void> {
  const at = now();
  const { reason } = input;
  if (input.decision === "approve" || input.decision === "dispute") {
    const refusal = refusalOf(bill.outcome);
    if (refusal) throw new InvalidError(`${refusal} Nothing was changed.`);
    const chosen =
      input.decision === "approve"
        ? chooseDecisions(lines, input.choices)
        : {
            ok: true as const,
            lines: lines.map((line) => ({ ...line, proposal: "deny" as const, payMinor: 0 })),
          };
    if (!chosen.ok) throw new InvalidError(`${chosen.reason} Nothing was changed.`);
    const action = input.decision === "approve" ? "freight.approve" : "freight.dispute";
    await keepDecision(tx, actor, bill, { lines: chosen.lines, reason, action }, at);
    return;
  }
  const subject = { kind: "freight_invoice", id: bill.id };
  const ids = lines.map(({ shipmentId }) => shipmentId);
  if (input.decision === "decline") {
    const kept = { state: "declined" as const, payableMinor: 0, atStakeMinor: 0 };
    await updateFreightInvoice(tx, bill, { ...kept, ...decidedBy(actor, reason, at) });
    await appendAudit(tx, actor, { action: "freight.decline", subject, reason, after: kept }, at);
    await spread(tx, bill, ids, at);
    return;
  }
  if (bill.outcome !== "ask") throw new InvalidError("Nobody asks what this bill is. Nothing was changed.");
  const { samePro } = input;
  await updateFreightInvoice(tx, bill, { samePro });
  await appendAudit(tx, actor, { action: "freight.answer", subject, reason, after: { samePro } }, at);
  await markInvoicesOfCarrier(tx, bill.companyId, bill.carrier, at);
}
