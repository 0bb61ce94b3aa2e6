import type { ChargeKind } from "../message/parsed-message";
import type { AuditInput, AuditSubject } from "./audit-input";
import type { AuditLine, LineDecision, PolicyUsed } from "./audit-result";
import { CHARGE_RULES } from "./charge";
import { type ContractSide, contractSide } from "./contract-side";
import { strongestDecision } from "./decide";
import { linehaulOf } from "./expectation";
import type { FreightFacts, RequestedService } from "./freight-facts";
import { type Charge, type Judgement, judgeLine, taxOn } from "./judge-line";
import { cardName } from "./price-shipment";
import { quantityText } from "./quantity";
import { priceService } from "./service-rate";
import { selectTolerance, type ToleranceCharge, toleranceText } from "./tolerance";

/** Ways to write the linehaul: held against it as one, unless bill and contract both name them. */
const FOLDED: ReadonlySet<ChargeKind> = new Set(["discount", "minimum"]);

/**
 * Every charge of a bill for one shipment with its verdict, in the order of the charge kinds; and what the contract has and the bill does not.
 *
 * @param forced what the bill as a whole demands of each line ("exception" for a duplicate); null: nothing.
 */
export function auditLines(
  input: AuditInput,
  subject: AuditSubject,
  forced: LineDecision | null,
): AuditLine[] {
  const side = contractSide(input, subject);
  const kindOf = foldedKind(input, subject, side);
  const sum = (
    entries: readonly { readonly kind: ChargeKind; readonly amountMinor: number }[],
    kind: ChargeKind,
  ) => {
    const own = entries.filter((entry) => kindOf(entry.kind) === kind);
    return own.length === 0 ? null : own.reduce((total, { amountMinor }) => total + amountMinor, 0);
  };
  const billed = billedEntries(input, subject);
  const kinds = new Set([
    ...billed.map(({ kind }) => kindOf(kind)),
    ...side.charges.filter(({ amountMinor }) => amountMinor !== 0).map(({ kind }) => kindOf(kind)),
  ]);
  const ordered = (Object.keys(CHARGE_RULES) as ChargeKind[]).filter((kind) => kinds.has(kind));
  const lines: AuditLine[] = [];
  for (const kind of [...ordered.filter((one) => one !== "tax"), ...ordered.filter((one) => one === "tax")]) {
    const own = billed.filter((entry) => kindOf(entry.kind) === kind);
    const paidMinor = lines.reduce((total, line) => total + line.payMinor, 0);
    const charge = chargeOf(input, subject, side, {
      ...{ kind, paidMinor, billedMinor: sum(billed, kind) ?? 0, contractMinor: sum(side.charges, kind) },
      // Tax is owed on what this bill is paid, whatever others came to.
      settled: subject.settled.filter((entry) => kind !== "tax" && kindOf(entry.kind) === kind),
    });
    if (own.length === 0 && charge.settledMinor !== 0 && charge.settledMinor >= (charge.contractMinor ?? 0))
      continue;
    const judged = side.otherCurrencies.length > 0 ? inOtherCurrency(side, charge) : judgeLine(charge);
    const accruedMinor = sum(subject.accrual ?? [], kind);
    lines.push({
      ...lineOf(charge, judged, forced),
      ...{ shipmentId: subject.facts.shipmentId, lineIndexes: own.map(({ index }) => index), accruedMinor },
      holds: holdsOf(judged, own.length > 0 && subject.accrual !== null && accruedMinor === null),
      evidence: evidenceOf(charge, side, subject.facts, kindOf),
    });
  }
  return lines;
}

function billedEntries({ invoice }: AuditInput, { share }: AuditSubject) {
  if (!share) return invoice.lines;
  return invoice.lines.flatMap((line) => {
    const amountMinor = share.get(line.index);
    return amountMinor === undefined ? [] : [{ ...line, amountMinor }];
  });
}

function foldedKind(
  input: AuditInput,
  subject: AuditSubject,
  side: ContractSide,
): (kind: ChargeKind) => ChargeKind {
  const billed = new Set(billedEntries(input, subject).map(({ kind }) => kind));
  const contracted = new Set(side.charges.map(({ kind }) => kind));
  return (kind) => (FOLDED.has(kind) && !(billed.has(kind) && contracted.has(kind)) ? "linehaul" : kind);
}

interface Given {
  readonly kind: ChargeKind;
  readonly paidMinor: number;
  readonly billedMinor: number;
  readonly contractMinor: number | null;
  readonly settled: AuditSubject["settled"];
}

function chargeOf(input: AuditInput, { facts }: AuditSubject, side: ContractSide, given: Given): Charge {
  const { invoice, rules } = input;
  const { kind, settled, paidMinor, billedMinor } = given;
  const tax = kind === "tax" ? side.card?.accessorials.find((term) => term.kind === "tax")?.rate : undefined;
  const contractMinor = tax?.per === "charges" ? taxOn(paidMinor, tax.basisPoints) : given.contractMinor;
  const toleranceFor = CHARGE_TOLERANCE[CHARGE_RULES[kind].family];
  const subject = { carrier: invoice.carrier, mode: facts.mode };
  return {
    ...{ kind, billedMinor, contractMinor, currency: invoice.total.currency, calledOff: side.calledOff },
    timeline: side.timeline.find((one) => one.kind === kind) ?? null,
    settledMinor: settled.reduce((total, { amountMinor }) => total + amountMinor, 0),
    settledOn: [...new Set(settled.map(({ number }) => number))].sort(),
    noRate: noRateOf(kind, side),
    services: servicesOf(kind, facts),
    vouched: vouchedFor(kind, facts, side),
    policy: toleranceFor ? selectTolerance(rules.policies, toleranceFor, subject, invoice.receivedAt) : null,
  };
}

const CHARGE_TOLERANCE: Readonly<
  Record<(typeof CHARGE_RULES)[ChargeKind]["family"], ToleranceCharge | null>
> = {
  linehaul: "linehaul",
  fuel: "fuel",
  accessorial: "planned_accessorial",
  tax: "planned_accessorial",
  measure: null,
};

function noRateOf(kind: ChargeKind, { missing, card, noCard, calledOff }: ContractSide): string | null {
  if (calledOff) return null;
  const reason = missing.find((one) => one.kind === kind)?.reason;
  if (reason !== undefined) return reason;
  return card || CHARGE_RULES[kind].family === "accessorial" ? null : noCard;
}

/** Services of a kind, the largest first, in an order that does not depend on who told them first. */
function servicesOf(kind: ChargeKind, { services }: FreightFacts): RequestedService[] {
  const size = (a: RequestedService, b: RequestedService) =>
    b.count - a.count || (b.amountMinor ?? 0) - (a.amountMinor ?? 0) || (a.evidence < b.evidence ? -1 : 1);
  return services.filter((service) => service.kind === kind).sort(size);
}

/** What the contract makes of a service that a POD shows. */
function vouchedFor(
  kind: ChargeKind,
  facts: FreightFacts,
  { card, noCard, charges }: ContractSide,
): Charge["vouched"] {
  const service = servicesOf(kind, facts).find(({ source }) => source === "pod");
  if (!service) return null;
  if (!card) return { noRate: noCard };
  const term = card.accessorials.find((one) => one.kind === kind);
  if (!term)
    return { noRate: `rate card ${cardName(card)} has no ${CHARGE_RULES[kind].label.toLowerCase()}` };
  const linehaulMinor = linehaulOf(charges);
  const price = priceService(term.rate, service, { facts, linehaulMinor, currency: card.currency });
  return price.ok
    ? { amountMinor: price.amountMinor, words: [...price.words, service.evidence].join("; ") }
    : { noRate: price.reason };
}

function inOtherCurrency({ otherCurrencies }: ContractSide, { currency }: Charge): Judgement {
  const reason = `The bill is in ${currency}, contract or accrual in ${otherCurrencies.join(", ")}: never compared without a person.`;
  return {
    verdict: "other_currency",
    expectedMinor: null,
    hold: "other_currency",
    decision: "exception",
    reason,
  };
}

function holdsOf({ hold }: Judgement, isAccrualMissing: boolean): AuditLine["holds"] {
  if (hold) return [hold];
  return isAccrualMissing ? ["missing_accrual"] : [];
}

function lineOf(charge: Charge, judged: Judgement, forced: LineDecision | null) {
  const { kind, billedMinor, contractMinor, timeline, policy } = charge;
  const { verdict, expectedMinor, reason } = judged;
  const proposal = strongestDecision(forced ? [judged.decision, forced] : [judged.decision]);
  const used: PolicyUsed | null = policy && {
    id: policy.id,
    version: policy.version,
    words: toleranceText(policy),
  };
  return {
    ...{ kind, contractMinor, billedMinor, expectedMinor, verdict, reason, proposal },
    computedMinor: timeline?.amountMinor ?? null,
    differenceMinor: expectedMinor === null ? null : billedMinor - expectedMinor,
    policy: used,
    payMinor: payOf(proposal, billedMinor, expectedMinor),
  };
}

function payOf(proposal: LineDecision, billedMinor: number, expectedMinor: number | null): number {
  if (proposal === "pay_billed") return billedMinor;
  return proposal === "pay_contract" ? (expectedMinor ?? 0) : 0;
}

function evidenceOf(
  { kind, timeline, vouched, services }: Charge,
  side: ContractSide,
  facts: FreightFacts,
  kindOf: (kind: ChargeKind) => ChargeKind,
): string[] {
  const words = side.charges.filter((one) => kindOf(one.kind) === kind).flatMap((one) => one.words);
  if (timeline) words.push(...timeline.words);
  if (vouched && "words" in vouched) words.push(vouched.words);
  words.push(...services.filter(({ source }) => source === "carrier").map(({ evidence }) => evidence));
  if (CHARGE_RULES[kind].family === "measure" && facts.weight)
    words.push(`${facts.weightSource ?? "our papers"}: ${quantityText(facts.weight)}`);
  return [...new Set(words)];
}
