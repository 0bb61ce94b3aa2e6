import { z } from "zod";
import type { StatedTime } from "@/lib/domain/event/draft";
import type { Connector, ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";
import { refusedStock, type StockLine, stockMessage } from "../stock-lines";
import { rowTime } from "../written-time";

/** Codes may be sent as numbers; what is missing, null or of another type counts as not sent. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .transform((value) => value.trim())
  .nullish()
  .catch(null);

const payloadSchema = z.object({
  statedAt: text,
  complete: z.boolean().nullish().catch(null),
  /** Location of lines that name none. */
  location: text,
  lines: z.array(z.unknown()),
});

const lineSchema = z.object({
  product: text,
  location: text,
  quantity: text,
  unit: text,
  lot: text,
  countedAt: text,
});

const QUANTITY = /^-?\d{1,18}(\.\d{1,20})?$/;

/**
 * A warehouse's stock as a JSON webhook:
 * `{"statedAt": "2026-11-20T06:00:00Z", "complete": false, "lines": [{"product", "location", "quantity", "unit", "lot"}]}`.
 *
 * Quantities are numbers or decimal strings with a point. `complete: true`: a product no line names is at zero.
 * Source: our own format, described in the README.
 */
export const jsonStockConnector: Connector = {
  dialect: "json-stock",
  mapVersion: "json-stock/1",
  recognises(head) {
    return (
      /^\uFEFF?\s*\{/.test(head) &&
      /"lines"\s*:\s*\[/.test(head) &&
      /"product"\s*:/.test(head) &&
      /"quantity"\s*:/.test(head)
    );
  },
  parse(bytes) {
    return parseStockJson(bytes);
  },
};

function parseStockJson(bytes: Uint8Array): ParsedMessage {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return refusedStock(
      "json",
      "invalid_structure",
      "$",
      "The text is not valid JSON. The bytes are kept; ask the sender to send the message again.",
    );
  }
  const payload = payloadSchema.safeParse(json);
  if (!payload.success) {
    return refusedStock(
      "json",
      "invalid_structure",
      "$",
      'Valid JSON, but no list of stock: an object with an array "lines" was expected. The bytes are kept.',
    );
  }
  const { statedAt, complete, location, lines: given } = payload.data;
  const stated = statedAt ? rowTime(statedAt, "iso") : null;
  const problems: Problem[] = statedAt && !stated ? [unreadTime(statedAt)] : [];
  const lines: StockLine[] = [];
  given.forEach((entry, index) => {
    const { line, problem } = readLine(entry, `$.lines[${index}]`, location ?? "");
    if (line) lines.push(line);
    if (problem) problems.push(problem);
  });
  const list = { stated, isComplete: complete === true };
  return stockMessage({ format: "json", lineType: "stock-line", lines, list, problems });
}

function readLine(
  entry: unknown,
  at: string,
  locationOfAll: string,
): { line?: StockLine; problem?: Problem } {
  const parsed = lineSchema.safeParse(entry);
  if (!parsed.success) return { problem: left("invalid_structure", at, "it is no object") };
  const { product, quantity, unit, lot, countedAt } = parsed.data;
  const location = parsed.data.location || locationOfAll;
  if (!product) return { problem: left("missing_product", at, "it names no product") };
  if (!location) return { problem: left("missing_location", at, "it names no location") };
  if (!quantity) return { problem: left("missing_quantity", at, "it states no quantity, which is not zero") };
  if (!QUANTITY.test(quantity)) {
    return {
      problem: left("bad_quantity", at, `"${quantity.slice(0, 40)}" is no decimal number with a point`),
    };
  }
  const counted: StatedTime | null = countedAt ? rowTime(countedAt, "iso") : null;
  if (countedAt && !counted) {
    return { problem: left("bad_date", at, `"${countedAt.slice(0, 40)}" is no ISO 8601 time`) };
  }
  const line = { product, location, quantity, unit: unit || null, lot: lot || null, counted, at };
  return quantity.startsWith("-") ? { line, problem: negative(at) } : { line };
}

function unreadTime(statedAt: string): Problem {
  const message = `"${statedAt.slice(0, 40)}" is no ISO 8601 time. The list was taken as of when it was received.`;
  return { code: "bad_date", severity: "warning", at: "$.statedAt", message };
}

function negative(at: string): Problem {
  const message = "The quantity is below zero. It was taken as stated.";
  return { code: "negative_quantity", severity: "warning", at, message };
}

function left(code: string, at: string, what: string): Problem {
  const message = `This line was left out: ${what}. The other lines were read; correct it and send it again.`;
  return { code, severity: "error", at, message };
}
