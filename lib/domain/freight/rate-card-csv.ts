import { CHARGE_KINDS, type ChargeKind } from "../message/parsed-message";
import { minorDigits } from "../money/currency";
import { CHARGE_RULES } from "./charge";
import { QUANTITY_UNITS, type QuantityUnit } from "./quantity";
import type { AccessorialRate, ContractLane, FuelTerms, LanePoint, RateCard } from "./rate-card";

/** Columns of a contract as CSV; `row` and `id` are needed, the others where a row's kind reads them. */
export const RATE_COLUMNS = [
  ...["row", "id", "origin_country", "origin_region", "origin_city", "origin_postal"],
  ...["destination_country", "destination_region", "destination_city", "destination_postal", "mode", "per"],
  ...["from", "rate", "minimum", "maximum", "discount", "free", "step", "counts_from"],
] as const;
type Column = (typeof RATE_COLUMNS)[number];

export interface RateRow {
  /** As a spreadsheet numbers it. */
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What became of a row: what was understood of it, or what is wrong with it. */
export interface RowReport {
  readonly row: number;
  readonly ok: boolean;
  readonly words: string;
}

type Terms = Pick<RateCard, "lanes" | "fuel" | "accessorials">;

class Unreadable extends Error {}
const fail = (words: string): never => {
  throw new Unreadable(words);
};

/**
 * Lanes, fuel table and accessorials of a contract, row by row. A row says in `row` what it is: `lane` (again with the same id: its next break), `fuel`
 * (again: its next step) or `accessorial`. Amounts are decimals of the currency, shares are percent, free time and steps are minutes.
 *
 * @returns the terms as far as rows could be read, and a report of every row: with any of them wrong the terms are not to be used.
 */
export function readRateRows(
  rows: readonly RateRow[],
  currency: string,
): { readonly terms: Terms; readonly report: readonly RowReport[] } {
  const lanes = new Map<string, ContractLane>();
  const accessorials: { kind: ChargeKind; rate: AccessorialRate }[] = [];
  let fuel: FuelTerms | null = null;
  const report = rows.map(({ number, cells }): RowReport => {
    const row = reader(cells, currency);
    try {
      const id = row.need("id");
      switch (row.text("row").toLowerCase()) {
        case "lane": {
          lanes.set(id, laneOf(id, row, lanes.get(id)));
          return { row: number, ok: true, words: `lane ${id}` };
        }
        case "fuel":
          fuel = fuelOf(id, row, fuel);
          return { row: number, ok: true, words: `fuel by ${id}` };
        case "accessorial": {
          const kind =
            CHARGE_KINDS.find((one) => one === id.toLowerCase()) ??
            fail(`"${id}" is no charge we know. One of: ${CHARGE_KINDS.join(", ")}.`);
          accessorials.push({ kind, rate: accessorialOf(row) });
          return { row: number, ok: true, words: CHARGE_RULES[kind].label };
        }
        default:
          return fail(`"${row.text("row")}" is no kind of row. One of: lane, fuel, accessorial.`);
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { row: number, ok: false, words: error.message };
    }
  });
  return { terms: { lanes: [...lanes.values()], fuel, accessorials }, report };
}

/** Decimals of each kind of number beyond the point: what they are counted in. */
const QUANTITY_DIGITS = 3;
const RATE_DIGITS = 4;
const PERCENT_DIGITS = 2;

function reader(cells: Readonly<Record<string, string>>, currency: string) {
  const text = (column: Column) => cells[column] ?? "";
  const need = (column: Column) => text(column) || fail(`It has no ${column}.`);
  const scaled = (column: Column, digits: number): number | null => {
    const given = text(column).replace(/%$/, "").trim();
    if (given === "") return null;
    const [, whole = "", fraction = ""] =
      /^(\d{1,9})(?:\.(\d+))?$/.exec(given) ??
      fail(`"${text(column)}" in ${column} is no number such as 1180.00.`);
    if (/[1-9]/.test(fraction.slice(digits)))
      fail(`"${given}" in ${column} has more than ${digits} decimals.`);
    return Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  };
  const digits = minorDigits(currency);
  const must = (column: Column, value: number | null): number => value ?? fail(`It has no ${column}.`);
  return {
    text,
    need,
    amount: (column: Column) => scaled(column, digits),
    needAmount: (column: Column) => must(column, scaled(column, digits)),
    needRate: () => must("rate", scaled("rate", digits + RATE_DIGITS)),
    percent: (column: Column) => scaled(column, PERCENT_DIGITS),
    needPercent: () => must("rate", scaled("rate", PERCENT_DIGITS)),
    thousandths: (column: Column) => scaled(column, QUANTITY_DIGITS),
    whole: (column: Column) => scaled(column, 0),
  };
}
type Reader = ReturnType<typeof reader>;

function unitOf(row: Reader): QuantityUnit {
  const per = row.need("per").toLowerCase();
  return (
    QUANTITY_UNITS.find((unit) => unit === per) ??
    fail(`"${per}" in per is no unit. One of: ${QUANTITY_UNITS.join(", ")}.`)
  );
}

function laneOf(id: string, row: Reader, known: ContractLane | undefined): ContractLane {
  const from = row.thousandths("from") ?? 0;
  if (known) {
    if (known.rate.per === "shipment")
      return fail("This lane is there already, and by the shipment it has no breaks.");
    const breaks = [...known.rate.breaks, { fromThousandths: from, rate: row.needRate() }];
    return { ...known, rate: { ...known.rate, breaks } };
  }
  const perShipment = row.need("per").toLowerCase() === "shipment";
  return {
    id,
    ...{ origin: pointOf(row, "origin"), destination: pointOf(row, "destination"), mode: modeOf(row) },
    rate: perShipment
      ? { per: "shipment", amountMinor: row.needAmount("rate") }
      : { per: unitOf(row), breaks: [{ fromThousandths: from, rate: row.needRate() }], deficit: false },
    discountBasisPoints: row.percent("discount") ?? 0,
    ...{ minimumMinor: row.amount("minimum"), maximumMinor: row.amount("maximum") },
  };
}

function pointOf(row: Reader, end: "origin" | "destination"): LanePoint {
  const point = {
    ...given("country", row.text(`${end}_country`)),
    ...given("region", row.text(`${end}_region`)),
    ...given("city", row.text(`${end}_city`)),
    ...given("postalPrefix", row.text(`${end}_postal`)),
  };
  return Object.keys(point).length > 0 ? point : fail(`It says nothing of its ${end}.`);
}

const given = (name: keyof LanePoint, value: string): LanePoint => (value === "" ? {} : { [name]: value });

const MODES = ["ltl", "truckload", "parcel", "intermodal", "ocean", "air", "rail"] as const;

function modeOf(row: Reader): ContractLane["mode"] {
  const mode = row.text("mode").toLowerCase();
  if (mode === "") return null;
  return MODES.find((one) => one === mode) ?? fail(`"${mode}" is no mode. One of: ${MODES.join(", ")}.`);
}

function fuelOf(index: string, row: Reader, known: FuelTerms | null): FuelTerms {
  if (known && known.index !== index)
    return fail(`The fuel table is by ${known.index}; a contract has one index.`);
  const per = row.need("per").toLowerCase();
  const fromPrice = row.thousandths("from") ?? fail("It has no from.");
  if (per === "percent") {
    const steps = known?.method.kind === "percent_steps" ? known.method.steps : [];
    if (known && steps.length === 0) return fail("The steps before it are by distance.");
    return {
      index,
      method: { kind: "percent_steps", steps: [...steps, { fromPrice, basisPoints: row.needPercent() }] },
    };
  }
  if (per !== "mi" && per !== "km")
    return fail(`"${per}" in per is no way to charge fuel. One of: percent, mi, km.`);
  const before =
    known?.method.kind === "distance_steps" && known.method.per === per ? known.method.steps : [];
  if (known && before.length === 0) return fail("The steps before it are by something else.");
  return {
    index,
    method: { kind: "distance_steps", per, steps: [...before, { fromPrice, rate: row.needRate() }] },
  };
}

function accessorialOf(row: Reader): AccessorialRate {
  const [minimumMinor, capMinor] = [row.amount("minimum"), row.amount("maximum")];
  const per = row.need("per").toLowerCase();
  switch (per) {
    case "occurrence":
      return { per, amountMinor: row.needAmount("rate"), freeCount: row.whole("free") ?? 0 };
    case "hour": {
      const countsFrom = row.text("counts_from").toLowerCase() || "arrival";
      if (countsFrom !== "arrival" && countsFrom !== "appointment")
        return fail("counts_from is arrival or appointment.");
      const [freeMinutes, stepMinutes] = [row.whole("free") ?? 0, row.whole("step") ?? 1];
      return { per, freeMinutes, stepMinutes, hourMinor: row.needAmount("rate"), countsFrom, capMinor };
    }
    case "day":
      return {
        per,
        freeMinutes: row.whole("free") ?? 0,
        dayMinor: row.needAmount("rate"),
        capDays: row.whole("step"),
      };
    case "linehaul":
      return { per, basisPoints: row.needPercent(), minimumMinor, capMinor };
    case "charges":
      return { per, basisPoints: row.needPercent() };
    case "receipt":
      return { per, markupBasisPoints: row.percent("rate") ?? 0, capMinor };
    default:
      return { per: "quantity", unit: unitOf(row), rate: row.needRate(), minimumMinor, capMinor };
  }
}
