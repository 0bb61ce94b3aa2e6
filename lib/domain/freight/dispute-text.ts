import { moneyText } from "../money/decimal";
import type { AuditLine, InvoiceAudit } from "./audit-result";
import type { CarrierInvoice } from "./carrier-invoice";
import { CHARGE_RULES } from "./charge";

/** Lines the proposals don't pay as billed: what there is to dispute. */
export function disputableLines({ lines }: Pick<InvoiceAudit, "lines">): AuditLine[] {
  return lines.filter(({ payMinor, billedMinor }) => payMinor < billedMinor);
}

/** One disputed charge, in words a carrier's billing office can act on: what was billed, what we hold and why, what we ask for. */
export function disputeLine(line: AuditLine, currency: string): string {
  const text = (amountMinor: number) => moneyText(amountMinor, currency);
  const owed = line.expectedMinor === null ? null : Math.max(0, line.expectedMinor);
  const evidence = line.evidence.length === 0 ? "" : ` Our record: ${line.evidence.join("; ")}.`;
  const disputed =
    owed === null
      ? ""
      : ` We dispute ${text(line.billedMinor - owed)}${owed === 0 ? "" : ` and accept ${text(owed)}`}.`;
  const label = CHARGE_RULES[line.kind].label;
  return `${label}, billed ${text(line.billedMinor)}: ${line.reason}${evidence}${disputed}${ASK[line.verdict] ?? ""}`;
}

/** What the carrier can show to be right after all. */
const ASK: Readonly<Partial<Record<AuditLine["verdict"], string>>> = {
  over_evidence: " If your times differ, please send the signed in and out times.",
  not_authorised: " Please send who authorised it and when, or take it off.",
  no_evidence: " Please send the signed in and out times.",
  remeasured: " Please send the scale ticket or the inspection report.",
  no_rate: " Please send the agreement the rate is from.",
  other_currency: " Please bill in the currency of the contract.",
};

/**
 * The message to a carrier about one bill: its numbers, each disputed charge, what is paid meanwhile and until when we may contest.
 *
 * @param lines the charges a person chose to dispute.
 */
export function disputeText(
  invoice: Pick<CarrierInvoice, "number" | "carrier" | "references" | "total" | "issuedOn">,
  audit: Pick<InvoiceAudit, "payableMinor" | "contestBy">,
  lines: readonly AuditLine[],
): string {
  const { currency, amountMinor } = invoice.total;
  const numbers = invoice.references
    .filter(({ type }) => type === "pro" || type === "bol")
    .map(({ type, value }) => `${type.toUpperCase()} ${value}`);
  const head = [
    `Invoice ${invoice.number}`,
    ...(invoice.issuedOn ? [`of ${invoice.issuedOn}`] : []),
    ...numbers,
  ];
  const paid =
    audit.payableMinor === 0
      ? "The invoice is held until this is settled."
      : `We pay ${moneyText(audit.payableMinor, currency)} of ${moneyText(amountMinor, currency)} meanwhile.`;
  return [
    `${head.join(", ")}: we dispute ${lines.length === 1 ? "one charge" : `${lines.length} charges`}.`,
    "",
    ...lines.map((line, index) => `${index + 1}. ${disputeLine(line, currency)}`),
    "",
    `${paid} Please send a corrected invoice or what shows the charge to be right. We contest within the period that ends ${audit.contestBy}.`,
  ].join("\n");
}
