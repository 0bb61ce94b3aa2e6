import type { StatedTime } from "@/lib/domain/event/draft";
import type { ParsedMessage, Problem, StockDraft, StockList } from "@/lib/domain/message/parsed-message";
import { parseQuantity, quantityText } from "@/lib/domain/stock/quantity";
import { firstProblems } from "./csv-problems";

/** One readable row or line of a stock message, before those of one product and location are put together. */
export interface StockLine extends Omit<StockDraft, "document"> {
  /** Lot, batch or serial number. Null where none is stated. */
  readonly lot: string | null;
}

/**
 * One draft per product and location. Lots are added up; the same product, location and lot again is the later line, and the
 * earlier is reported. Lots in different units can't be added: the later is left out and reported.
 */
export function stockOfLines(lines: readonly StockLine[]): {
  readonly stock: readonly StockDraft[];
  readonly problems: readonly Problem[];
} {
  const places = new Map<string, Map<string, StockLine>>();
  const problems: Problem[] = [];
  for (const line of lines) {
    const key = JSON.stringify([line.product, line.location]);
    const lots = places.get(key) ?? new Map<string, StockLine>();
    places.set(key, lots);
    const lot = line.lot ?? "";
    const [first] = lots.values();
    if (first && first.unit !== line.unit && !(lots.size === 1 && lots.has(lot))) {
      problems.push(unitsDiffer(line, first));
      continue;
    }
    const earlier = lots.get(lot);
    if (earlier) problems.push(saidTwice(line, earlier));
    lots.set(lot, line);
  }
  return { stock: [...places.values()].map((lots) => sumOf([...lots.values()])), problems };
}

function sumOf(lots: readonly StockLine[]): StockDraft {
  const [first, ...others] = lots as [StockLine, ...StockLine[]];
  const { lot: _, ...draft } = first;
  const quantity = lots.reduce((sum, { quantity }) => sum + (parseQuantity(quantity) ?? 0n), 0n);
  const counted = others.reduce((latest, line) => later(latest, line.counted), first.counted);
  return { ...draft, quantity: quantityText(quantity), counted, document: 0 };
}

/** Lines of one list are written alike, so that the later time is the greater text. */
function later(one: StatedTime | null, other: StatedTime | null): StatedTime | null {
  if (!one || !other) return one ?? other;
  return other.local > one.local ? other : one;
}

function saidTwice(line: StockLine, earlier: StockLine): Problem {
  const what = line.lot
    ? `lot "${line.lot.slice(0, 40)}" of "${line.product.slice(0, 40)}"`
    : `"${line.product.slice(0, 40)}"`;
  const message = `The same ${what} at "${line.location.slice(0, 40)}" stands at ${earlier.at} already (${earlier.quantity}). This one counts (${line.quantity}). Lots are added up only where a lot is stated.`;
  return { code: "duplicate_row", severity: "warning", at: line.at, message };
}

function unitsDiffer(line: StockLine, first: StockLine): Problem {
  const message = `This line was left out: it counts in "${line.unit ?? ""}" what ${first.at} counts in "${first.unit ?? ""}", and the two can't be added up.`;
  return { code: "unit_mismatch", severity: "error", at: line.at, message };
}

interface StockContent {
  readonly format: "csv" | "json";
  /** What one line is called: "stock-row". */
  readonly lineType: string;
  readonly lines: readonly StockLine[];
  readonly list: StockList;
  /** Of the message as a whole, then of its lines. */
  readonly problems: readonly Problem[];
}

/**
 * The message a list of stock is. A list that calls itself complete is not taken as such when any of it could not be read: a
 * product in a bad row would count as zero.
 */
export function stockMessage({
  format,
  lineType,
  lines,
  list,
  problems: ahead,
}: StockContent): ParsedMessage {
  const { stock, problems: merging } = stockOfLines(lines);
  const problems = [...firstProblems(ahead), ...firstProblems(merging)];
  const refused = problems.some(({ severity }) => severity === "error");
  if (list.isComplete && refused) problems.push(NOT_COMPLETE);
  const isComplete = list.isComplete && !refused;
  const type = isComplete ? `${lineType} of a complete list` : lineType;
  return {
    format,
    outcome: stock.length === 0 && refused ? "quarantine" : "facts",
    documents: stock.map(() => ({ type, number: null, references: [] })),
    references: [],
    events: [],
    invoices: [],
    groups: [],
    stock,
    stockList: { stated: list.stated, isComplete },
    problems,
  };
}

const NOT_COMPLETE: Problem = {
  code: "incomplete_list",
  severity: "warning",
  at: "message",
  message:
    "The list calls itself complete, but some of it could not be read: what it does not name was left as it was, not set to zero.",
};

/** A stock message nothing can be taken from. */
export function refusedStock(
  format: "csv" | "json",
  code: string,
  at: string,
  message: string,
): ParsedMessage {
  return {
    format,
    outcome: "quarantine",
    documents: [],
    references: [],
    events: [],
    invoices: [],
    groups: [],
    problems: [{ code, severity: "error", at, message }],
  };
}
