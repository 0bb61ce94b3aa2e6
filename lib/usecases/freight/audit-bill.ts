import type { Transaction } from "@/db/client";
import { selectAccruals } from "@/db/queries/freight/accruals";
import {
  type FreightInvoiceRow,
  type FreightMatchRow,
  selectBillsLike,
  selectFreightMatches,
  selectSettled,
} from "@/db/queries/freight/read-bill";
import { shareOfShipment } from "@/lib/domain/freight/allocation";
import type { AuditSubject } from "@/lib/domain/freight/audit-input";
import { auditInvoice } from "@/lib/domain/freight/audit-invoice";
import type { InvoiceAudit } from "@/lib/domain/freight/audit-result";
import type { CarrierInvoice } from "@/lib/domain/freight/carrier-invoice";
import type { MatchResult } from "@/lib/domain/freight/match";
import { matchInvoice } from "@/lib/domain/freight/match-invoice";
import type { RateCard } from "@/lib/domain/freight/rate-card";
import { auditRules } from "./audit-rules";
import { findCandidates } from "./find-candidates";
import { readFreightFacts } from "./read-freight-facts";

export interface AuditedBill {
  readonly match: MatchResult;
  readonly allocations: readonly FreightMatchRow[];
  readonly audit: InvoiceAudit;
}

/**
 * One bill by the rules, against everything known now. The numbers of the bill are kept already. A person's allocation stands; without one the rules match it,
 * wholly or not at all.
 */
export async function auditBill(
  tx: Transaction,
  companyId: number,
  invoice: CarrierInvoice,
  samePro: FreightInvoiceRow["samePro"],
  at: Date,
  /** Contracts to try beside those in force. */
  tried: readonly RateCard[] = [],
): Promise<AuditedBill> {
  const rules = await auditRules(tx, companyId, invoice, tried);
  const candidates = await findCandidates(tx, companyId, invoice, rules.zone);
  const match = matchInvoice(invoice, candidates);
  const kept = await selectFreightMatches(tx, companyId, invoice.id);
  const byPerson = kept.filter(({ how }) => how === "person");
  const allocations = byPerson.length > 0 ? byPerson : allocated(companyId, invoice, match, kept, at);
  const others = await selectBillsLike(tx, companyId, invoice.id);
  const audit = auditInvoice({
    ...{ invoice, rules, samePro },
    subjects: await subjectsOf(tx, companyId, invoice, allocations, rules.zone),
    others: others.map(({ invoice: other, state }) => ({ ...other, withdrawn: state === "declined" })),
  });
  return { match, allocations, audit };
}

/** What the rules matched: every line, wholly, to the one shipment. When it was matched before it stays as old. */
function allocated(
  companyId: number,
  invoice: CarrierInvoice,
  match: MatchResult,
  kept: readonly FreightMatchRow[],
  at: Date,
): FreightMatchRow[] {
  if (!match.matched) return [];
  const { shipmentId, words: why } = match;
  return invoice.lines.map(({ index, amountMinor }) => ({
    ...{
      companyId,
      invoiceId: invoice.id,
      lineIndex: index,
      shipmentId,
      amountMinor,
      how: "rule" as const,
      why,
    },
    matchedBy: `rule ${match.ruleNumber}`,
    matchedAt: kept.find((one) => one.lineIndex === index && one.shipmentId === shipmentId)?.matchedAt ?? at,
  }));
}

async function subjectsOf(
  tx: Transaction,
  companyId: number,
  invoice: CarrierInvoice,
  allocations: readonly FreightMatchRow[],
  zone: string,
): Promise<AuditSubject[]> {
  const ids = [...new Set(allocations.map(({ shipmentId }) => shipmentId))].sort();
  const freight = await readFreightFacts(tx, companyId, ids, zone);
  const accruals = await selectAccruals(tx, companyId, ids);
  const settled = await selectSettled(tx, companyId, ids, invoice.id);
  return [...freight].map(([shipmentId, { facts }]): AuditSubject => {
    const accrued = accruals.filter((one) => one.shipmentId === shipmentId);
    return {
      facts,
      agreed: [],
      accrual:
        accrued.length === 0
          ? null
          : accrued.flatMap(({ charges }) =>
              charges.map(({ kind, amountMinor, currency }) => ({ kind, amountMinor, currency })),
            ),
      settled: settled.filter(
        (one) => one.shipmentId === shipmentId && one.currency === invoice.total.currency,
      ),
      share: ids.length === 1 ? null : shareOfShipment(allocations, shipmentId),
    };
  });
}
