import type { Database, Transaction } from "@/db/client";
import { jsonParameter } from "@/db/json";
import { wakeRuns } from "@/db/queries/flows/write-run";
import {
  claimFreightMarks,
  clearFreightMark,
  type MarkedInvoice,
  markInvoicesLike,
  noteUnaudited,
} from "@/db/queries/freight/marks";
import {
  type FreightInvoiceRow,
  lockFreightInvoice,
  selectFreightLines,
  selectReadBill,
} from "@/db/queries/freight/read-bill";
import {
  replaceFreightLines,
  replaceFreightMatches,
  replaceFreightNumbers,
  writeFreightInvoice,
} from "@/db/queries/freight/write-bill";
import { inTransaction } from "@/db/transaction";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { wakeKey } from "@/lib/domain/flow/step-outcome";
import type { CarrierInvoice } from "@/lib/domain/freight/carrier-invoice";
import { carrierInvoiceOf } from "@/lib/domain/freight/carrier-invoice-of";
import { normaliseReference } from "@/lib/domain/reference/reference";
import { errorFields, log } from "@/lib/log";
import { type AuditedBill, auditBill } from "./audit-bill";
import { auditLineOf, lineRows } from "./line-rows";
import { startSettling } from "./start-settling";

const BATCH = 50;
/** A bill that can't be audited is tried again this much later: a newer Milepost may know how. */
const RETRY_MS = 15 * 60_000;

export interface FreightDeps {
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * Audits bills that were read, and open ones behind which something changed. Each is judged against everything known at that moment, and those that share a
 * number with a new one are judged again, so the order of arrival does not matter. What was decided stays.
 *
 * @returns how many were looked at.
 */
export async function auditInvoices(deps: FreightDeps, limit = BATCH): Promise<number> {
  let looked = 0;
  while (looked < limit && (await auditNext(deps))) looked += 1;
  return looked;
}

/** One bill a transaction: it holds few rows, for a short time. */
async function auditNext({ db, now }: FreightDeps): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const at = now();
    const [mark] = await claimFreightMarks(tx, 1, at);
    if (!mark) return false;
    try {
      await auditMarked(tx, mark, now);
      await clearFreightMark(tx, mark);
    } catch (error) {
      // Only figures that can't be: the bill stays as it was, and its mark says why.
      if (!(error instanceof RangeError)) throw error;
      log("error", "a carrier's bill can't be audited", { invoiceId: mark.invoiceId, ...errorFields(error) });
      await noteUnaudited(tx, mark, error.message, new Date(at.getTime() + RETRY_MS));
    }
    return true;
  });
}

async function auditMarked(tx: Transaction, mark: MarkedInvoice, now: () => Date): Promise<void> {
  const { companyId, invoiceId: id } = mark;
  const kept = await lockFreightInvoice(tx, companyId, id);
  const read = await selectReadBill(tx, mark);
  if (!read || (kept && kept.state !== "open")) return;
  const { connectionId, connectionCarrier, receivedAt } = read;
  const draft = { ...read.invoice, carrier: read.invoice.carrier ?? connectionCarrier };
  const invoice = carrierInvoiceOf(draft, { id, receivedAt: new Date(receivedAt).getTime() });
  const isNew = !kept || !isSame(kept.invoice, invoice);
  if (isNew) await replaceFreightNumbers(tx, { companyId, id }, numbersOf(invoice));
  const audited = await auditBill(tx, companyId, invoice, kept?.samePro ?? null, now());
  const row = { ...invoiceRow(mark, invoice, audited, now()), connectionId };
  if (await changed(tx, kept, invoice, audited)) {
    await writeFreightInvoice(tx, row);
    await replaceFreightLines(tx, row, lineRows(row, audited.audit.lines));
    await replaceFreightMatches(tx, row, audited.allocations);
    await wakeRuns(tx, companyId, [wakeKey.carrierInvoice(id)], now());
  }
  if (isNew) await markInvoicesLike(tx, companyId, id, now());
  await startSettling(tx, row, audited.allocations[0]?.shipmentId ?? null, now);
}

const asStored = (value: unknown) => canonicalJson(JSON.parse(jsonParameter(value)));
const isSame = (a: unknown, b: unknown) => asStored(a) === asStored(b);

async function changed(
  tx: Transaction,
  kept: FreightInvoiceRow | null,
  invoice: CarrierInvoice,
  { match, audit }: AuditedBill,
): Promise<boolean> {
  if (!kept) return true;
  const lines = (await selectFreightLines(tx, kept.companyId, kept.id)).map(auditLineOf);
  const before = [
    kept.invoice,
    kept.match,
    kept.header,
    kept.outcome,
    kept.payableMinor,
    kept.contestBy,
    lines,
  ];
  const { header, outcome, payableMinor, contestBy } = audit;
  return !isSame(before, [invoice, match, header, outcome, payableMinor, contestBy, audit.lines]);
}

function invoiceRow(
  { companyId, messageId, document, position }: MarkedInvoice,
  invoice: CarrierInvoice,
  { match, audit }: AuditedBill,
  at: Date,
) {
  const { header, lines, outcome, payableMinor, atStakeMinor, needsSecondPerson, contestBy } = audit;
  return {
    ...{ companyId, id: invoice.id, messageId, document, position },
    ...{ carrier: invoice.carrier ?? "", number: invoice.number, invoice, match, header },
    pro: invoice.references.find(({ type }) => type === "pro")?.value ?? null,
    receivedAt: new Date(invoice.receivedAt),
    ...{
      currency: audit.currency,
      totalMinor: invoice.total.amountMinor,
      expectedMinor: header.expectedMinor,
    },
    ...{ outcome, payableMinor, atStakeMinor, needsSecondPerson, contestBy },
    holds: [...new Set([...header.holds, ...lines.flatMap((line) => line.holds)])],
    state: "open" as const,
    auditedAt: at,
  };
}

/** Its own number and those it names; what can't be looked up is left out. */
function numbersOf({ number, references }: CarrierInvoice) {
  const own = references.filter(({ type }) => type !== "invoice").concat({ type: "invoice", value: number });
  return own.flatMap(({ type, value }) => {
    const lookup = normaliseReference(value);
    return lookup === "" ? [] : [{ type, lookup }];
  });
}
