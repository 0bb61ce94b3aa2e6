import type { ExceptionKind } from "./exception";

/** What is wrong with a message, by the code its reader gave; the end of a sentence. */
const MESSAGE_CAUSES: Readonly<Record<string, string>> = {
  bad_date: "a time is not written as agreed",
  control_number_mismatch: "its control numbers do not agree",
  cut_short: "it ends too early",
  duplicate_row: "a row comes twice",
  empty_file: "there is nothing in it",
  envelope_count_mismatch: "it does not hold as much as it says",
  invalid_code: "it uses a code nobody agreed on",
  invalid_structure: "it is not built as agreed",
  missing_column: "a column is missing",
  missing_reference: "it names no number to find a shipment by",
  missing_timestamp: "it does not say when",
  missing_trailer: "its end is missing",
  more_problems: "many rows have problems",
  nothing_readable: "nothing in it can be read",
  truncated: "it ends too early",
  unit_mismatch: "a quantity is in another unit than agreed",
  unsupported_document: "it is of a kind nobody here reads",
};

const UNMATCHED_CAUSES: Readonly<Record<string, string>> = {
  missing_reference: "it names no number at all",
  unknown_reference: "the number it names is not known here",
};

/**
 * What many failures have in common, as a dispatcher would say it; without the partner, who stands beside it.
 *
 * @param signature what the failures share: the reader's code for messages.
 * @param title as it was kept; what is not a code is in words already.
 */
export function causeTitle(kind: ExceptionKind, signature: string, title: string): string {
  if (kind === "quarantined_message")
    return `Messages can't be read: ${MESSAGE_CAUSES[signature] ?? bare(signature)}`;
  if (kind === "unmatched_message")
    return `Messages fit no shipment: ${UNMATCHED_CAUSES[signature] ?? bare(signature)}`;
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

const bare = (code: string) => code.replaceAll("_", " ");
