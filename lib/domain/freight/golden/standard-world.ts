import type { AuditInput, AuditSubject } from "../audit-input";
import { type CarrierInvoice, type CarrierProfile, CONTEST_DAYS_DEFAULT } from "../carrier-invoice";
import type { FreightFacts, StopVisit } from "../freight-facts";
import type { KnownInvoice } from "../identity";
import type { MatchCandidate } from "../match";
import type { AccessorialRate, AccessorialTerm, FuelPrice, RateCard } from "../rate-card";
import { seedTolerances } from "../tolerance";
import { entries, type Given, minor, references } from "./golden-case";

/** A clock time of the day of delivery, 18 November 2026, UTC; "19T08:00" is another day of that month. */
export function clock(time: string): number {
  return Date.parse(`2026-11-${time.includes("T") ? time : `18T${time}`}:00Z`);
}

/** A truck at a stop. A dash: nobody told. */
export function visit(
  kind: StopVisit["kind"],
  sequence: number,
  arrived: string,
  left: string,
  more: Partial<StopVisit> = {},
): StopVisit {
  const at = (time: string) => (time === "-" ? null : clock(time));
  return {
    ...{ kind, sequence, place: {}, earliestAt: null, latestAt: null, completedAt: null, timeZone: "UTC" },
    ...{ arrivedAt: at(arrived), departedAt: at(left) },
    ...more,
  };
}

const term = (kind: AccessorialTerm["kind"], amountMinor: number): AccessorialTerm => ({
  kind,
  rate: { per: "occurrence", amountMinor, freeCount: 0 },
});
/** Detention: 2 h free, by the minute, 60.00 an hour, from arrival, without a cap. */
export const DETENTION: Extract<AccessorialRate, { per: "hour" }> = {
  ...{
    per: "hour",
    freeMinutes: 120,
    stepMinutes: 1,
    hourMinor: 6000,
    countsFrom: "arrival",
    capMinor: null,
  },
};

/** SAIA's contract of 2026, version 4: Rotterdam to Milan 1,180.00 a shipment, fuel by the week's diesel price, accessorials as listed. */
export const CARD: RateCard = {
  id: "card-saia",
  version: 4,
  name: "SAIA 2026",
  party: { kind: "carrier", name: "SAIA" },
  currency: "USD",
  validFrom: "2026-01-01",
  validUntil: "2026-12-31",
  lanes: [
    {
      id: "RTM-MIL",
      origin: { city: "Rotterdam", country: "NL" },
      destination: { city: "Milan", country: "IT" },
      mode: null,
      rate: { per: "shipment", amountMinor: 118_000 },
      ...{ discountBasisPoints: 0, minimumMinor: null, maximumMinor: null },
    },
  ],
  fuel: {
    index: "diesel",
    method: {
      kind: "percent_steps",
      steps: [
        { fromPrice: 1000, basisPoints: 1000 },
        { fromPrice: 1500, basisPoints: 1600 },
        { fromPrice: 1600, basisPoints: 1800 },
        { fromPrice: 1700, basisPoints: 2000 },
      ],
    },
  },
  accessorials: [
    { kind: "detention_pickup", rate: DETENTION },
    { kind: "detention_delivery", rate: DETENTION },
    { kind: "layover", rate: { per: "day", freeMinutes: 1440, dayMinor: 25_000, capDays: 3 } },
    term("stop_off", 7500),
    term("redelivery", 9000),
    term("truck_ordered_not_used", 15_000),
    term("liftgate", 4000),
    term("residential", 5500),
    term("appointment", 2000),
    { kind: "hazmat", rate: { per: "linehaul", basisPoints: 500, minimumMinor: 5000, capMinor: null } },
    { kind: "lumper", rate: { per: "receipt", markupBasisPoints: 0, capMinor: 20_000 } },
    {
      kind: "storage",
      rate: { per: "quantity", unit: "pallet", rate: 3_500_000, minimumMinor: null, capMinor: null },
    },
    { kind: "tax", rate: { per: "charges", basisPoints: 700 } },
  ],
};

/** Diesel, by the week: 1.580 from 9 November (16%), 1.620 from 16 November (18%), 1.710 from 23 November (20%). */
const PRICES: readonly FuelPrice[] = [
  { index: "diesel", effectiveOn: "2026-11-09", price: 1580 },
  { index: "diesel", effectiveOn: "2026-11-16", price: 1620 },
  { index: "diesel", effectiveOn: "2026-11-23", price: 1710 },
];

/** SHP-20366: shipped 16 November; at the pickup and at the delivery for one hour each; delivered with its proof. */
const FACTS: FreightFacts = {
  shipmentId: "s-20366",
  label: "SHP-20366",
  carrier: "SAIA",
  customer: "Brouwer",
  mode: "truckload",
  origin: { city: "Rotterdam", country: "NL" },
  destination: { city: "Milan", country: "IT" },
  shippedOn: "2026-11-16",
  distance: { thousandths: 500_000, unit: "mi" },
  weight: { thousandths: 12_000_000, unit: "kg" },
  weightSource: "warehouse",
  pallets: 20,
  pieces: 400,
  stops: [visit("pickup", 1, "16T08:00", "16T09:00"), visit("delivery", 2, "12:05", "13:05")],
  ...{ services: [], attempts: [], cancelledAt: null },
  tenderAcceptedAt: clock("14T10:00"),
  pickedUpAt: clock("16T09:00"),
  deliveredAt: clock("13:00"),
  podAt: clock("17:00"),
};

const CANDIDATE: MatchCandidate = {
  shipmentId: "s-20366",
  label: "SHP-20366",
  references: references("shipment SHP-20366, pro 441900771, bol B-7781, load L-20366, order SO-5512"),
  carrier: "SAIA",
  status: "delivered",
  currency: null,
  billTo: null,
  terms: null,
  settledBy: null,
  origin: FACTS.origin,
  destination: FACTS.destination,
  shippedOn: FACTS.shippedOn,
  weight: FACTS.weight,
};

/** SAIA takes less than it billed; 180 days to contest; a proof of delivery is wanted. */
const PROFILE: CarrierProfile = {
  carrier: "SAIA",
  name: "Saia",
  shortPayAllowed: true,
  contestDays: CONTEST_DAYS_DEFAULT,
  podRequired: true,
};

/** SAIA 7710045, received 20 November 14:02 UTC: linehaul 1,180.00 and fuel 212.40, PRO 441900771. */
function invoiceOf(given: Given): CarrierInvoice {
  const currency = given.currency ?? "USD";
  const lines = entries(given.bill ?? "linehaul 1180.00, fuel 212.40").map((entry, index) => ({
    ...entry,
    index,
    ...{
      code: null,
      description: null,
      rate: null,
      rateQualifier: null,
      quantity: null,
      at: `segment ${index + 9}`,
    },
  }));
  const sum = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return {
    id: "i-7710045",
    carrier: "SAIA",
    number: "7710045",
    references: references(given.refs ?? "pro 441900771"),
    ...{ issuedOn: "2026-11-19", shippedOn: "2026-11-16", deliveredOn: "2026-11-18" },
    ...{ terms: null, billTo: null, correction: null, origin: null, destination: null, weight: null },
    total: { amountMinor: given.total === undefined ? sum : minor(given.total), currency },
    lines,
    ...{ advancesMinor: 0, statedLinesTotalMinor: null, unreadable: [] },
    receivedAt: clock("20T14:02"),
    ...given.invoice,
  };
}

const OTHER: KnownInvoice = {
  id: "i-0000001",
  carrier: "SAIA",
  number: "7709000",
  references: [],
  total: { amountMinor: 139_240, currency: "USD" },
  receivedAt: clock("19T09:00"),
  withdrawn: false,
};

function subjectOf(given: Given, invoice: CarrierInvoice): AuditSubject {
  const currency = given.accrualCurrency ?? invoice.total.currency;
  const accrued = given.accrual === undefined ? invoice.lines : entries(given.accrual ?? "");
  return {
    facts: { ...FACTS, ...given.facts },
    agreed: given.agreed ?? [],
    accrual:
      given.accrual === null
        ? null
        : accrued.map(({ kind, amountMinor }) => ({ kind, amountMinor, currency })),
    settled: entries(given.settled ?? "").map((entry) => ({ ...entry, number: "7710001" })),
    share: null,
  };
}

function consolidated(given: Given, base: AuditSubject, currency: string): AuditSubject[] {
  return (given.shipments ?? []).map(({ id, share, accrual, facts }) => ({
    ...base,
    facts: { ...base.facts, shipmentId: id, label: id, ...facts },
    accrual: accrual === null ? null : entries(accrual).map((entry) => ({ ...entry, currency })),
    share: new Map(
      share
        .split(", ")
        .map((part) => part.split(" "))
        .map(([line, amount]) => [Number(line), minor(amount ?? "")]),
    ),
  }));
}

/** Everything the rules are given for a case; `subjects` holds whom the bill is for once it is matched. */
export function worldOf(given: Given): {
  readonly input: AuditInput;
  readonly candidates: readonly MatchCandidate[];
} {
  const invoice = invoiceOf(given);
  const base = subjectOf(given, invoice);
  return {
    candidates: given.candidates ? given.candidates.map((one) => ({ ...CANDIDATE, ...one })) : [CANDIDATE],
    input: {
      invoice,
      subjects: given.shipments ? consolidated(given, base, invoice.total.currency) : [base],
      others: (given.others ?? []).map((one) => ({ ...OTHER, ...one })),
      samePro: given.samePro ?? null,
      rules: {
        cards: given.cards ?? [{ ...CARD, ...given.card }],
        fuelPrices: given.prices ?? PRICES,
        policies: [...seedTolerances("USD"), ...(given.policies ?? [])],
        profile: { ...PROFILE, ...given.profile },
        ourNames: given.ourNames ?? [],
        secondPersonOver: given.secondPersonOver ?? null,
        zone: given.zone ?? "UTC",
      },
    },
  };
}
