import type { ChargeKind } from "../message/parsed-message";
import type { AuditInput, AuditSubject } from "./audit-input";
import type { NoRate } from "./expectation";
import { priceShipment, selectRateCard } from "./price-shipment";
import type { RateCard } from "./rate-card";
import { type TimelineCharge, timelineCharges } from "./timeline-charges";

interface ContractCharge {
  readonly kind: ChargeKind;
  readonly amountMinor: number;
  readonly words: readonly string[];
}

/** Everything one shipment's bill is held against, priced. */
export interface ContractSide {
  readonly charges: readonly ContractCharge[];
  readonly missing: readonly NoRate[];
  readonly timeline: readonly TimelineCharge[];
  readonly card: RateCard | null;
  /** Cancelled before anything was picked up. */
  readonly calledOff: boolean;
  /** Why there is no card. */
  readonly noCard: string;
  /** Currencies other than the bill's in which contract, tender or accrual are. */
  readonly otherCurrencies: readonly string[];
}

const ALL_IN: ReadonlySet<ChargeKind> = new Set(["linehaul", "discount", "minimum", "fuel"]);

/** Contract, tender and timeline of one shipment, for a bill. */
export function contractSide({ invoice, rules }: AuditInput, subject: AuditSubject): ContractSide {
  const { facts, accrual } = subject;
  const carrier = invoice.carrier ?? "";
  const card =
    facts.shippedOn === null
      ? null
      : selectRateCard(rules.cards, { kind: "carrier", name: carrier }, facts.shippedOn);
  const noCard =
    facts.shippedOn === null
      ? "no ship date is known, and the ship date decides which contract holds"
      : `no rate card of ${carrier || "this carrier"} holds on ${facts.shippedOn}`;
  const agreed = card ? subject.agreed : [...subject.agreed, ...approvals(subject)];
  const priced = card && priceShipment(facts, card, rules.fuelPrices);
  const allIn = agreed.some(({ kind }) => kind === "linehaul");
  const replaced = (kind: ChargeKind) =>
    (allIn && ALL_IN.has(kind)) || agreed.some((one) => one.kind === kind);
  const currencies = [
    ...agreed.map(({ currency }) => currency),
    ...(accrual ?? []).map(({ currency }) => currency),
    ...(card && !allIn ? [card.currency] : []),
  ];
  // Nothing was carried: no freight is owed, whatever the contract says of the lane.
  const calledOff = facts.cancelledAt !== null && facts.pickedUpAt === null;
  return {
    calledOff,
    charges: calledOff
      ? []
      : [
          ...(priced?.charges ?? []).filter(({ kind }) => !replaced(kind)),
          ...agreed.map(({ kind, amountMinor, evidence }) => ({ kind, amountMinor, words: [evidence] })),
        ],
    missing: calledOff ? [] : (priced?.missing ?? []).filter(({ kind }) => !replaced(kind)),
    timeline: card ? timelineCharges(facts, card) : [],
    card,
    noCard,
    otherCurrencies: [...new Set(currencies)]
      .filter((currency) => currency !== invoice.total.currency)
      .sort(),
  };
}

/** What a person approved holds also where there is no rate card to put it in. */
function approvals({ facts }: AuditSubject): AuditSubject["agreed"] {
  return facts.services.flatMap(({ kind, source, amountMinor, currency, evidence }) =>
    source === "approval" && amountMinor !== null && currency !== null
      ? [{ kind, amountMinor, currency, evidence }]
      : [],
  );
}
