import type { InvoiceDraft } from "../message/parsed-message";
import { minorOfDecimal } from "../money/decimal";
import { money } from "../money/money";
import type { Instant } from "../time/instant";
import type { BilledLine, CarrierInvoice, Correction } from "./carrier-invoice";

const CORRECTIONS: Readonly<Record<string, Exclude<Correction, null>>> = {
  balance_due: "balance_due",
  additional_revenue: "balance_due",
  corrected: "corrected",
  adjusted: "corrected",
  billing_error: "corrected",
  rebilled: "corrected",
  supplemental: "supplemental",
  additional_information: "supplemental",
  duplicate: "duplicate",
  cancelled: "cancelled",
};

/** A draft as a bill to audit. An amount that can't be read exactly becomes 0 and is named in `unreadable`: the bill is then a data exception, never paid. */
export function carrierInvoiceOf(
  draft: InvoiceDraft,
  given: { readonly id: string; readonly receivedAt: Instant },
): CarrierInvoice {
  const unreadable: string[] = [];
  const currency = draft.currency.toUpperCase();
  const read = (text: string, what: string): number => {
    const minor = minorOfDecimal(text, currency);
    if (minor === null) unreadable.push(`${what} "${text}" is no amount of ${currency}`);
    return minor ?? 0;
  };
  const lines = draft.charges.map(
    (charge, index): BilledLine => ({
      index,
      kind: charge.kind,
      amountMinor: read(charge.amount, `line ${index + 1}`),
      code: charge.code ?? null,
      description: charge.description ?? null,
      rate: charge.rate ?? null,
      rateQualifier: charge.rateQualifier ?? null,
      quantity: charge.quantity ?? null,
      at: charge.at,
    }),
  );
  return {
    ...given,
    carrier: draft.carrier?.toUpperCase() ?? null,
    number: draft.number,
    references: draft.references,
    issuedOn: dayOf(draft.issued?.local),
    shippedOn: dayOf(draft.shipped?.local),
    deliveredOn: dayOf(draft.delivered?.local),
    terms: draft.terms ?? null,
    billTo: draft.billTo ?? null,
    total: money(read(draft.total, "the total"), currency),
    lines,
    advancesMinor: draft.advances === undefined ? 0 : read(draft.advances, "the advances"),
    statedLinesTotalMinor:
      draft.linesTotal === undefined ? null : read(draft.linesTotal, "the total of lines"),
    correction: draft.correction === undefined ? null : (CORRECTIONS[draft.correction] ?? "other"),
    ...{ origin: null, destination: null, weight: null },
    unreadable,
  };
}

const dayOf = (local: string | undefined): string | null => local?.slice(0, 10) ?? null;
