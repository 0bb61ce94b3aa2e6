import type { ParsedMessage, Problem } from "@/lib/domain/message/parsed-message";

/** As much of a message as a dialect is recognised by. */
export const HEAD_BYTES = 4096;

/** The head of a message as text: a byte order mark decides UTF-16, anything else is read as UTF-8. Never throws. */
export function headOf(bytes: Uint8Array): string {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le").decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be").decode(head);
  return new TextDecoder().decode(head);
}

type Format = ParsedMessage["format"];

/**
 * The answer for a message no connector recognises: always a quarantine, saying what it looks like.
 *
 * An unsupported format can be read after an update and a replay; something that is no partner message at all can't.
 * `isWhole` says that the head is all there is, so that broken JSON is told from JSON nobody reads.
 */
export function unrecognised(head: string, isWhole = false): ParsedMessage {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (text === "") return answer("unknown", "empty_file", "There is nothing in it but blanks.");
  if (isBinary(text)) {
    return answer(
      "unknown",
      "not_edi",
      "The bytes are no text: no EDI, JSON, XML or CSV. Ask the sender what it is.",
    );
  }
  const format = looksLike(text);
  if (format === "unknown") {
    return answer(
      format,
      "not_edi",
      "The text is in no format Milepost knows: no EDI envelope, JSON, XML or CSV header.",
    );
  }
  if (format === "json" && isWhole && !isJson(text)) {
    return answer(
      format,
      "invalid_structure",
      "It starts like JSON but is not valid: cut off, or broken on the way.",
    );
  }
  const name = format === "edifact" ? "EDIFACT" : format.toUpperCase();
  return answer(
    format,
    "unsupported_document",
    `This is ${name} of a dialect Milepost does not read. It is kept and can be replayed once a connector does.`,
  );
}

function looksLike(text: string): Format {
  if (/^(UNA|UNB|UNH)/.test(text)) return "edifact";
  if (/^ISA|^GS[^A-Za-z0-9]|^ST[^A-Za-z0-9 ]\d{3}/.test(text)) return "x12";
  if (/^[{[]/.test(text)) return "json";
  if (/^<[!?A-Za-z]/.test(text)) return "xml";
  return "unknown";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Text partners send holds no control characters but white space and the EDI separators of ASCII (file, group, record, unit). */
function isBinary(text: string): boolean {
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0) return true;
    if (code === 0xfffd || (code < 0x1c && !(code >= 9 && code <= 13))) odd += 1;
  }
  return odd > text.length / 10;
}

function answer(format: Format, code: string, message: string): ParsedMessage {
  const problem: Problem = { code, severity: "error", at: "start", message };
  return {
    format,
    outcome: "quarantine",
    documents: [],
    references: [],
    events: [],
    invoices: [],
    groups: [],
    problems: [problem],
  };
}
