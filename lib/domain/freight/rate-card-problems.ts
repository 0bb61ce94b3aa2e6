import type { AccessorialTerm, ContractLane, FuelMethod, RateCard } from "./rate-card";

/** One thing wrong with a contract as given: where, and what to do. */
export interface CardProblem {
  /** "lane RTM-MIL", "liftgate", "fuel", "card". */
  readonly at: string;
  readonly words: string;
}

/** Everything that keeps a contract from being used: what would make a price ambiguous or wrong. Empty: it can be activated. */
export function rateCardProblems(card: RateCard): CardProblem[] {
  const problems: CardProblem[] = [];
  const add = (at: string, words: string) => problems.push({ at, words });
  if (!/^[A-Z]{3}$/.test(card.currency)) add("card", "The currency is three capital letters, as USD.");
  if (card.validUntil !== null && card.validUntil < card.validFrom) add("card", "It ends before it begins.");
  if (card.lanes.length === 0 && card.accessorials.length === 0)
    add("card", "It has neither lanes nor accessorials.");
  for (const id of repeated(card.lanes.map((lane) => lane.id))) add(`lane ${id}`, "The lane is there twice.");
  for (const kind of repeated(card.accessorials.map((term) => term.kind)))
    add(kind, "The charge is there twice.");
  for (const lane of card.lanes) for (const words of laneProblems(lane)) add(`lane ${lane.id}`, words);
  for (const term of card.accessorials) for (const words of termProblems(term)) add(term.kind, words);
  if (card.fuel) for (const words of fuelProblems(card.fuel.method)) add("fuel", words);
  return problems;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].sort();
}

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, at) => at === 0 || value > (values[at - 1] ?? 0));

function laneProblems({ rate, minimumMinor, maximumMinor, discountBasisPoints }: ContractLane): string[] {
  const words: string[] = [];
  if (rate.per !== "shipment") {
    const from = rate.breaks.map(({ fromThousandths }) => fromThousandths);
    if (from[0] !== 0) words.push("The first break begins at 0.");
    if (!isAscending(from)) words.push("Breaks ascend, none twice.");
    if (rate.breaks.some((one) => !isWhole(one.rate)))
      words.push("A rate is no whole number of zero or more.");
  } else if (!isWhole(rate.amountMinor)) words.push("The amount is no whole number of zero or more.");
  if (minimumMinor !== null && maximumMinor !== null && maximumMinor < minimumMinor)
    words.push("The maximum lies below the minimum.");
  if (!isWhole(discountBasisPoints) || discountBasisPoints > 10_000) words.push("A discount is 0% to 100%.");
  return words;
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Which rates fit charges that are computed from the timeline. */
const TIMELINE_RATES: Readonly<Partial<Record<AccessorialTerm["kind"], AccessorialTerm["rate"]["per"]>>> = {
  detention_pickup: "hour",
  detention_delivery: "hour",
  layover: "day",
  stop_off: "occurrence",
  redelivery: "occurrence",
  truck_ordered_not_used: "occurrence",
};

function termProblems({ kind, rate }: AccessorialTerm): string[] {
  const words: string[] = [];
  const wanted = TIMELINE_RATES[kind];
  if (wanted && rate.per !== wanted && rate.per !== "receipt")
    words.push(`It is computed from the timeline and rated by ${wanted}, not by ${rate.per}.`);
  if (!wanted && (rate.per === "hour" || rate.per === "day"))
    words.push(`Nothing on a timeline tells its ${rate.per}s.`);
  if (rate.per === "hour" && (!isWhole(rate.stepMinutes) || rate.stepMinutes === 0))
    words.push("A step is at least one minute.");
  if ("capMinor" in rate && rate.capMinor !== null && !isWhole(rate.capMinor))
    words.push("The cap is below zero.");
  return words;
}

function fuelProblems(method: FuelMethod): string[] {
  if (method.kind === "percent_formula") return method.step > 0 ? [] : ["A step is more than zero."];
  if (method.steps.length === 0) return ["The table is empty."];
  return isAscending(method.steps.map(({ fromPrice }) => fromPrice)) ? [] : ["Steps ascend, none twice."];
}
