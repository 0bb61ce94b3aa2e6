import type { Connector, ParseContext, ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";
import { type EasyPostDocument, easyPostDocuments, holdsEasyPostId } from "./documents";
import { type DocumentReading, readDocument, testModeAt } from "./read-document";

const OBJECT_NAME =
  /"object"\s*:\s*"(Tracker|TrackingDetail|TrackingLocation|Event|Shipment|Batch|Claim|Refund|Insurance|ScanForm|Pickup|Rate|PostageLabel|CarrierDetail|PaymentLog|Webhook|Payload)"/;
/**
 * EasyPost, a parcel aggregator: Tracker objects, Event webhooks, pages of either, and the other objects as documents.
 * Source: EasyPost API v2 (object names in `object`, ids as a prefix and 32 hexadecimal digits).
 */
export const easypostConnector: Connector = {
  dialect: "easypost",
  mapVersion: "easypost/1",
  recognises(head) {
    return /^\s*[{[]/.test(head.replace(/^\uFEFF/, "")) && (OBJECT_NAME.test(head) || holdsEasyPostId(head));
  },
  parse(bytes, context) {
    return parseEasyPost(bytes, context);
  },
};

function parseEasyPost(bytes: Uint8Array, context: ParseContext): ParsedMessage {
  if (bytes.length === 0) return refused("empty_file", "The message holds no bytes.");
  const payload = readJson(bytes);
  if ("problem" in payload) return message("quarantine", [], [payload.problem]);
  const documents = easyPostDocuments(payload.json);
  const known = documents.filter((entry) => entry.type !== "object");
  if (known.length === 0) {
    if (isEmptyPage(payload.json)) return message("facts", [], []);
    return refused(
      "unsupported_document",
      "Valid JSON, but no EasyPost object in it: neither a Tracker nor an Event.",
    );
  }
  const readings = known.map((entry, index) => readDocument(entry, index, context));
  const problems = [
    ...firstTestMode(known),
    ...unknownObjects(documents),
    ...readings.flatMap((one) => one.problems),
  ];
  if (readings.some((one) => one.events.length > 0)) return message("events", readings, problems);
  const readable = readings.some((one) => !one.problems.some((problem) => problem.severity === "error"));
  return message(readable ? "facts" : "quarantine", readings, problems);
}

function readJson(bytes: Uint8Array): { json: unknown } | { problem: Problem } {
  const text = new TextDecoder().decode(bytes);
  try {
    return { json: JSON.parse(text) };
  } catch {
    const trimmed = text.trim();
    const isJson = trimmed.startsWith("{") || trimmed.startsWith("[");
    const cut = isJson && !trimmed.endsWith("}") && !trimmed.endsWith("]");
    const found = cut
      ? "The JSON ends before its last bracket."
      : isJson
        ? "The text is not valid JSON."
        : "The text is no JSON at all: it begins with neither { nor [.";
    const code = cut ? "truncated" : "invalid_structure";
    const advice = "The bytes are kept; ask the sender to send the message again.";
    return { problem: { code, severity: "error", at: "$", message: `${found} ${advice}` } };
  }
}

function isEmptyPage(json: unknown): boolean {
  return Array.isArray(json)
    ? json.length === 0
    : typeof json === "object" && json !== null && "has_more" in json;
}

function firstTestMode(documents: readonly EasyPostDocument[]): Problem[] {
  for (const entry of documents) {
    const problem = testModeAt(entry);
    if (problem) return [problem];
  }
  return [];
}

function unknownObjects(documents: readonly EasyPostDocument[]): Problem[] {
  return documents
    .filter((entry) => entry.type === "object")
    .map((entry) => ({
      code: "unsupported_document",
      severity: "warning",
      at: entry.path,
      message: "An object here names no EasyPost kind; it was left out, the others were read.",
    }));
}

function refused(code: string, text: string): ParsedMessage {
  return message("quarantine", [], [{ code, severity: "error", at: "$", message: text }]);
}

function message(
  outcome: ParsedMessage["outcome"],
  readings: readonly DocumentReading[],
  problems: readonly Problem[],
): ParsedMessage {
  const references = new Map(
    readings
      .flatMap((one) => one.references)
      .map((reference) => [`${reference.type} ${reference.value}`, reference]),
  );
  return {
    format: "json",
    outcome,
    documents: readings.map((one) => one.document),
    references: [...references.values()],
    events: readings.flatMap((one) => one.events),
    invoices: [],
    groups: [],
    problems,
  };
}
