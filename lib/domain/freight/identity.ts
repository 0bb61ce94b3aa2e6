import { moneyText } from "../money/decimal";
import { normaliseReference, type ReferenceType } from "../reference/reference";
import type { Hold } from "./audit-result";
import type { CarrierInvoice } from "./carrier-invoice";
import { bareName } from "./lane";

/** Another bill of the company, as far as it decides whether this one repeats it. */
export type KnownInvoice = Pick<
  CarrierInvoice,
  "id" | "carrier" | "number" | "references" | "total" | "receivedAt"
> & {
  /** The carrier took it back, or a person set it aside: it no longer counts. */
  readonly withdrawn: boolean;
};

export interface IdentityFinding {
  readonly hold: Extract<
    Hold,
    "duplicate_number" | "duplicate_pro_amount" | "same_pro" | "same_bol" | "out_of_balance"
  >;
  /** The other bill; null for what is wrong with the bill itself. */
  readonly otherId: string | null;
  readonly words: string;
}

const STRENGTH: readonly IdentityFinding["hold"][] = [
  "duplicate_number",
  "duplicate_pro_amount",
  "same_pro",
  "same_bol",
  "out_of_balance",
];

/**
 * Whether a bill repeats one that came before it, and whether it adds up. Only bills that came before count, by (receivedAt, id), so it does not
 * matter in which order they are looked at. One finding per other bill, the strongest; strongest first.
 *
 * Source: domain.md, "Identity and duplicates".
 */
export function identityFindings(
  invoice: CarrierInvoice,
  others: readonly KnownInvoice[],
): IdentityFinding[] {
  const found = others
    .filter((other) => !other.withdrawn && cameBefore(other, invoice))
    .flatMap((other) => compare(invoice, other) ?? []);
  const findings = [...found, ...imbalances(invoice)];
  return findings.sort(
    (a, b) =>
      STRENGTH.indexOf(a.hold) - STRENGTH.indexOf(b.hold) || ((a.otherId ?? "") < (b.otherId ?? "") ? -1 : 1),
  );
}

function cameBefore(other: KnownInvoice, invoice: CarrierInvoice): boolean {
  if (other.id === invoice.id) return false;
  return other.receivedAt === invoice.receivedAt
    ? other.id < invoice.id
    : other.receivedAt < invoice.receivedAt;
}

function compare(invoice: CarrierInvoice, other: KnownInvoice): IdentityFinding | null {
  const found = (hold: IdentityFinding["hold"], words: string) => ({ hold, otherId: other.id, words });
  const name = `${other.carrier ?? "a carrier"} ${other.number}`;
  if (sameCarrier(invoice, other)) {
    if (normaliseReference(invoice.number) === normaliseReference(other.number))
      return found("duplicate_number", `${name} has the same carrier and invoice number.`);
    const pro = shared(invoice, other, "pro");
    if (pro !== null) {
      const same =
        invoice.total.amountMinor === other.total.amountMinor &&
        invoice.total.currency === other.total.currency;
      if (same) return found("duplicate_pro_amount", `${name} has the same carrier, PRO ${pro} and amount.`);
      const amount = moneyText(other.total.amountMinor, other.total.currency);
      return found(
        "same_pro",
        `${name} billed PRO ${pro} with ${amount}: is this a balance due, supplemental or corrected?${said(invoice)}`,
      );
    }
  }
  const bol = shared(invoice, other, "bol");
  return bol === null ? null : found("same_bol", `${name} has the same BOL ${bol}.`);
}

const said = ({ correction }: CarrierInvoice): string =>
  correction === null || correction === "other" ? "" : ` The bill says ${correction.replaceAll("_", " ")}.`;

const sameCarrier = (a: KnownInvoice | CarrierInvoice, b: KnownInvoice): boolean =>
  a.carrier !== null && b.carrier !== null && bareName(a.carrier) === bareName(b.carrier);

/** A number both bills name, as the first writes it. */
function shared(
  a: Pick<CarrierInvoice, "references">,
  b: Pick<CarrierInvoice, "references">,
  type: ReferenceType,
) {
  const known = new Set(numbersOf(b, type));
  return numbersOf(a, type).find((value) => known.has(value)) ?? null;
}

function numbersOf({ references }: Pick<CarrierInvoice, "references">, type: ReferenceType): string[] {
  return references
    .flatMap((reference) => (reference.type === type ? [normaliseReference(reference.value)] : []))
    .filter((value) => value !== "")
    .sort();
}

/** Lines, their stated total and the amount due must be one amount; advances and prepaid amounts may stand between lines and amount due. */
function imbalances(invoice: CarrierInvoice): IdentityFinding[] {
  const { currency, amountMinor: total } = invoice.total;
  const lines = linesTotalMinor(invoice);
  const whole = lines + invoice.advancesMinor;
  const bad: string[] = invoice.unreadable.map((words) => `${words}.`);
  const text = (amountMinor: number) => moneyText(amountMinor, currency);
  if (invoice.lines.length === 0) bad.push("The bill has no charge lines.");
  else if (total !== lines && total !== whole)
    bad.push(`The lines come to ${text(lines)}, the amount due is ${text(total)}.`);
  const stated = invoice.statedLinesTotalMinor;
  if (stated !== null && stated !== lines && stated !== whole)
    bad.push(`The lines come to ${text(lines)}, their stated total is ${text(stated)}.`);
  return bad.map((words) => ({ hold: "out_of_balance", otherId: null, words }));
}

/** Σ of the lines, minor units. */
export const linesTotalMinor = ({ lines }: Pick<CarrierInvoice, "lines">): number =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
