import type { ChargeKind } from "../message/parsed-message";
import { moneyText } from "../money/decimal";
import { shareOf } from "../money/rounding";
import type { Hold, LineDecision, LineVerdict } from "./audit-result";
import { CHARGE_RULES } from "./charge";
import type { RequestedService } from "./freight-facts";
import type { TimelineCharge } from "./timeline-charges";
import { isWithin, type TolerancePolicy, toleranceText } from "./tolerance";

/** One charge of one shipment, with all that speaks for and against it. Minor units. */
export interface Charge {
  readonly kind: ChargeKind;
  readonly currency: string;
  readonly billedMinor: number;
  readonly contractMinor: number | null;
  readonly timeline: TimelineCharge | null;
  /** Approved on other bills of the shipment, and on which. */
  readonly settledMinor: number;
  readonly settledOn: readonly string[];
  /** Why the contract has no rate for it; null: nobody looked for one, or there is one. */
  readonly noRate: string | null;
  /** Services of this kind, whoever asked for or vouched for them. */
  readonly services: readonly RequestedService[];
  /** For what a POD vouches: what the contract makes of it. */
  readonly vouched:
    | { readonly amountMinor: number; readonly words: string }
    | { readonly noRate: string }
    | null;
  readonly policy: TolerancePolicy | null;
  /** Cancelled before anything was picked up: no freight is owed. */
  readonly calledOff: boolean;
}

export interface Judgement {
  readonly verdict: LineVerdict;
  readonly expectedMinor: number | null;
  readonly hold: Hold | null;
  readonly decision: LineDecision;
  readonly reason: string;
}

/** The verdict on one charge. Source: domain.md, "Freight audit", steps 3 and 4. */
export function judgeLine(charge: Charge): Judgement {
  const { family, fromTimeline } = CHARGE_RULES[charge.kind];
  if (family === "measure") return remeasured(charge);
  if (family === "linehaul" || family === "fuel") return byContract(charge);
  if (charge.contractMinor !== null) return planned(charge, charge.contractMinor);
  if (family === "tax") return noRate(charge, charge.noRate ?? "the contract names no tax");
  if (fromTimeline) return byTimeline(charge);
  if (charge.noRate !== null) return noRate(charge, charge.noRate);
  return unplanned(charge);
}

const label = ({ kind }: Charge): string => CHARGE_RULES[kind].label;
const text = (amountMinor: number, { currency }: Charge): string => moneyText(amountMinor, currency);

/** What is still owed after other bills; a note of them. */
function owed(
  charge: Charge,
  amountMinor: number,
): { readonly expectedMinor: number; readonly note: string } {
  if (charge.settledMinor === 0) return { expectedMinor: amountMinor, note: "" };
  const expectedMinor = amountMinor > 0 ? Math.max(0, amountMinor - charge.settledMinor) : amountMinor;
  const on = charge.settledOn.join(", ");
  return { expectedMinor, note: ` ${text(charge.settledMinor, charge)} of it was approved on ${on}.` };
}

/** More than is owed: the contract's amount is paid, or nothing where nothing is owed. */
const reduced = (expectedMinor: number): LineDecision => (expectedMinor === 0 ? "deny" : "pay_contract");

function remeasured(charge: Charge): Judgement {
  const reason = `${label(charge)} of ${text(charge.billedMinor, charge)} is never passed without a person.`;
  return { verdict: "remeasured", expectedMinor: null, hold: "remeasured", decision: "exception", reason };
}

function noRate(charge: Charge, why: string): Judgement {
  const reason = `No rate for ${label(charge).toLowerCase()}: ${why}.`;
  return { verdict: "no_rate", expectedMinor: null, hold: "no_rate", decision: "exception", reason };
}

/** Linehaul and fuel: near the contract, either way. */
function byContract(charge: Charge): Judgement {
  const { billedMinor, contractMinor, currency, policy } = charge;
  if (contractMinor === null) {
    if (charge.noRate !== null) return noRate(charge, charge.noRate);
    const reason = charge.calledOff
      ? "The shipment was called off before anything was picked up."
      : `The contract has no ${label(charge).toLowerCase()}.`;
    return { verdict: "not_authorised", expectedMinor: 0, hold: "unplanned", decision: "deny", reason };
  }
  const { expectedMinor, note } = owed(charge, contractMinor);
  const difference = billedMinor - expectedMinor;
  const by = `${text(Math.abs(difference), charge)} ${difference > 0 ? "over" : "under"} ${text(expectedMinor, charge)}.${note}`;
  if (difference === 0)
    return {
      verdict: "matches",
      expectedMinor,
      hold: null,
      decision: "pay_billed",
      reason: `As contracted.${note}`,
    };
  const limit = policy ? toleranceText(policy) : "exact";
  if (isWithin(policy, difference, expectedMinor, currency))
    return {
      verdict: "within_tolerance",
      expectedMinor,
      hold: null,
      decision: "pay_billed",
      reason: `${by} Allowed: ${limit}.`,
    };
  const reason = `${by} More than ${limit}.`;
  return difference > 0
    ? { verdict: "over_contract", expectedMinor, hold: "line_over", decision: reduced(expectedMinor), reason }
    : { verdict: "under_contract", expectedMinor, hold: "line_under", decision: "pay_billed", reason };
}

/** What was asked for beforehand: never more than agreed. */
function planned(charge: Charge, agreedMinor: number, over: LineVerdict = "over_contract"): Judgement {
  const { billedMinor, currency, policy } = charge;
  const { expectedMinor, note } = owed(charge, agreedMinor);
  const difference = billedMinor - expectedMinor;
  const pays = { expectedMinor, hold: null, decision: "pay_billed" } as const;
  if (difference === 0) return { ...pays, verdict: "matches", reason: `As agreed.${note}` };
  if (difference < 0)
    return {
      ...pays,
      verdict: "below_contract",
      reason: `Less than the ${text(expectedMinor, charge)} agreed.${note}`,
    };
  const by = `${text(difference, charge)} over ${text(expectedMinor, charge)}.${note}`;
  if (isWithin(policy, difference, expectedMinor, currency) && policy)
    return { ...pays, verdict: "within_tolerance", reason: `${by} Allowed: ${toleranceText(policy)}.` };
  return { verdict: over, expectedMinor, hold: "line_over", decision: reduced(expectedMinor), reason: by };
}

/** Detention and its like: what the timeline shows, and then only with a person, unless one approved it before the bill came. */
function byTimeline(charge: Charge): Judgement {
  const { billedMinor, timeline, services } = charge;
  if (!timeline) return noRate(charge, charge.noRate ?? "there is no contract to compute it by");
  if (timeline.why === "no_rate") return noRate(charge, timeline.words.join("; "));
  const cannot: Judgement = {
    ...{ verdict: "no_evidence", expectedMinor: null, hold: "no_evidence", decision: "exception" },
    reason: `${label(charge)} can't be computed: ${timeline.words.join("; ")}.`,
  };
  if (timeline.amountMinor === null) return cannot;
  const { expectedMinor, note } = owed(charge, timeline.amountMinor);
  if (billedMinor > expectedMinor && !timeline.complete) return cannot;
  const isPlanned = charge.kind === "stop_off" || services.some(({ source }) => source === "approval");
  if (isPlanned && timeline.complete) return planned(charge, timeline.amountMinor, "over_evidence");
  if (billedMinor > expectedMinor) {
    const reason = `The timeline shows ${text(expectedMinor, charge)}, billed is ${text(billedMinor, charge)}.${note}`;
    return {
      verdict: "over_evidence",
      expectedMinor,
      hold: "line_over",
      decision: reduced(expectedMinor),
      reason,
    };
  }
  const reason = `The timeline bears it out, but nobody approved it before the bill came.${note}`;
  return { verdict: "needs_approval", expectedMinor, hold: "unplanned", decision: "pay_billed", reason };
}

/** Services nobody planned: a POD may vouch for them, then a person decides; a carrier's own word is none. */
function unplanned(charge: Charge): Judgement {
  const { billedMinor, vouched, services } = charge;
  if (billedMinor <= 0)
    return {
      verdict: "below_contract",
      expectedMinor: 0,
      hold: null,
      decision: "pay_billed",
      reason: "A credit.",
    };
  if (vouched && "noRate" in vouched) return noRate(charge, vouched.noRate);
  if (!vouched) {
    const claim = services.find(({ source }) => source === "carrier");
    const reason = claim
      ? `The carrier claims it (${claim.evidence}) and nobody approved it.`
      : "No request on tender, order or POD, and no approval.";
    return { verdict: "not_authorised", expectedMinor: 0, hold: "unplanned", decision: "deny", reason };
  }
  const { expectedMinor, note } = owed(charge, vouched.amountMinor);
  if (billedMinor > expectedMinor) {
    const reason = `The POD bears out ${text(expectedMinor, charge)}, billed is ${text(billedMinor, charge)}.${note}`;
    return {
      verdict: "over_evidence",
      expectedMinor,
      hold: "line_over",
      decision: reduced(expectedMinor),
      reason,
    };
  }
  const reason = `The POD bears it out, but nobody asked for it before.${note}`;
  return { verdict: "needs_approval", expectedMinor, hold: "unplanned", decision: "pay_billed", reason };
}

/** Tax owed on what is paid of the other charges. */
export const taxOn = (paidMinor: number, basisPoints: number): number => shareOf(paidMinor, basisPoints);
