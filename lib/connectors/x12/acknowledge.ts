import type { GroupReport } from "@/lib/domain/message/parsed-message";

/** Functional id of acknowledgements themselves; acknowledging those would never end. */
const ACKNOWLEDGEMENT_GROUP = "FA";
const FIRST_CENTURY_VERSION = "004010";
const MAX_ERROR_CODES = 5;

export interface AcknowledgeOptions {
  /** Our own next number, for ISA13, GS06 and (padded) ST02; 1 to 999,999,999. */
  readonly controlNumber: number;
  readonly sentAt: Date;
}

/** AK9-01 of a group. Source: ASC X12 element 715: A accepted, E with errors noted, P at least one set rejected, R rejected. */
export function groupVerdict({ sets, errors }: GroupReport): "A" | "E" | "P" | "R" {
  const rejected = sets.filter((set) => set.verdict === "R").length;
  if (sets.length > 0 && rejected === sets.length) return "R";
  if (rejected > 0) return "P";
  return errors.length > 0 || sets.some((set) => set.verdict === "E") ? "E" : "A";
}

/** A partner's value can hold our delimiters when theirs were others. */
function clean(value: string): string {
  return value.replace(/[*~:^\r\n]/g, " ").trimEnd();
}

/** Elements joined, empty ones at the end left out, as X12.6 asks. */
function segment(...elements: readonly string[]): string {
  let end = elements.length;
  while (end > 1 && elements[end - 1] === "") end -= 1;
  return `${elements.slice(0, end).join("*")}~`;
}

function setSegments(report: GroupReport, setControlNumber: string): string[] {
  const body = report.sets.flatMap((set) => [
    segment("AK2", clean(set.type), clean(set.controlNumber)),
    segment("AK5", set.verdict, ...set.errors.slice(0, MAX_ERROR_CODES)),
  ]);
  const accepted = report.sets.filter((set) => set.verdict !== "R").length;
  const lines = [
    segment("ST", "997", setControlNumber),
    segment("AK1", clean(report.functionalId), clean(report.controlNumber)),
    ...body,
    segment(
      "AK9",
      groupVerdict(report),
      String(report.declaredSets ?? report.receivedSets),
      String(report.receivedSets),
      String(accepted),
      ...report.errors.slice(0, MAX_ERROR_CODES),
    ),
  ];
  return [...lines, segment("SE", String(lines.length + 1), setControlNumber)];
}

function stamp(sentAt: Date): { readonly century: string; readonly short: string; readonly clock: string } {
  const digits = sentAt.toISOString().replace(/\D/g, "");
  return { century: digits.slice(0, 8), short: digits.slice(2, 8), clock: digits.slice(8, 12) };
}

function assertAnswerable(reports: readonly GroupReport[], controlNumber: number): GroupReport {
  const [first] = reports;
  if (!first) throw new RangeError("nothing to acknowledge");
  if (!Number.isInteger(controlNumber) || controlNumber < 1 || controlNumber > 999_999_999) {
    throw new RangeError("a control number has one to nine digits");
  }
  for (const report of reports) {
    if (report.functionalId === ACKNOWLEDGEMENT_GROUP) {
      throw new RangeError("an acknowledgement is never acknowledged");
    }
    if (report.sender !== first.sender || report.receiver !== first.receiver) {
      throw new RangeError("one interchange answers one partner");
    }
  }
  return first;
}

/**
 * A 997 interchange that answers received groups: one set per group, sender and receiver swapped, in the version received,
 * times in UTC. Delimiters are `*`, `:` and `~`.
 *
 * Source: ASC X12 997 (AK1, AK2, AK5, AK9), elements 715 to 718; X12.5 envelope.
 *
 * @throws {RangeError} when there is nothing to answer, a group is itself an acknowledgement, the reports name different partners,
 *   or the control number does not fit nine digits
 */
export function render997(reports: readonly GroupReport[], options: AcknowledgeOptions): string {
  const first = assertAnswerable(reports, options.controlNumber);
  const { century, short, clock } = stamp(options.sentAt);
  const version = /^\d{6}/.exec(first.version)?.[0] ?? FIRST_CENTURY_VERSION;
  const interchangeVersion = version.slice(0, 5);
  const isaControl = String(options.controlNumber).padStart(9, "0");
  const groupControl = String(options.controlNumber);
  const sets = reports.map((report, index) => setSegments(report, String(index + 1).padStart(4, "0")));
  const isa = [
    "ISA",
    "00",
    " ".repeat(10),
    "00",
    " ".repeat(10),
    clean(first.receiverQualifier).padEnd(2).slice(0, 2),
    clean(first.receiver).padEnd(15).slice(0, 15),
    clean(first.senderQualifier).padEnd(2).slice(0, 2),
    clean(first.sender).padEnd(15).slice(0, 15),
    short,
    clock,
    interchangeVersion >= "00402" ? "^" : "U",
    interchangeVersion,
    isaControl,
    "0",
    first.usage,
    ":",
  ].join("*");
  const date = version >= FIRST_CENTURY_VERSION ? century : short;
  const receiver = clean(first.applicationReceiver);
  const sender = clean(first.applicationSender);
  return [
    `${isa}~`,
    segment("GS", ACKNOWLEDGEMENT_GROUP, receiver, sender, date, clock, groupControl, "X", version),
    ...sets.flat(),
    segment("GE", String(sets.length), groupControl),
    segment("IEA", "1", isaControl),
  ].join("\n");
}
