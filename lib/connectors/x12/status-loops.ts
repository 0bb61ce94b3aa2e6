import { element, type Segment } from "./transaction-set";

/** One AT7 (or Q5) with what belongs to it. */
export interface StatusEntry {
  /** Index of the segment in the body. */
  readonly index: number;
  readonly segment: Segment;
  readonly status: string;
  readonly statusReason: string;
  readonly appointment: string;
  readonly appointmentReason: string;
  readonly date: string;
  readonly clock: string;
  readonly timeCode: string;
  readonly position: { readonly segment: Segment; readonly index: number } | null;
  /** References that follow this status alone; null when the loop's references hold for all its statuses. */
  readonly ownReferences: readonly Segment[] | null;
  readonly stopSequence: number | null;
}

/** One LX loop. */
export interface Block {
  readonly entries: readonly StatusEntry[];
  readonly references: readonly Segment[];
  readonly remarks: readonly Segment[];
}

const REFERENCE_TAGS: ReadonlySet<string> = new Set(["L11", "N9", "REF", "MAN", "MS2", "N7", "M7"]);
const isStatus = (segment: Segment): boolean => segment[0] === "AT7" || segment[0] === "Q5";

type Codes = Omit<StatusEntry, "index" | "segment" | "position" | "ownReferences" | "stopSequence">;

/**
 * Elements of a status segment by its generation. AT7 has a century element between date and time in release 003070 only.
 * Source: ASC X12 AT7 (003060, 003070, 004010 to 008010); Q5-01 to Q5-05 (003010 to 003050).
 */
function codesOf(segment: Segment): Codes {
  if (segment[0] === "Q5") {
    return {
      status: element(segment, 1),
      statusReason: element(segment, 5),
      appointment: "",
      appointmentReason: "",
      date: element(segment, 2),
      clock: element(segment, 3),
      timeCode: element(segment, 4),
    };
  }
  const hasCentury = element(segment, 5).length === 6 && /^\d\d$/.test(element(segment, 6));
  const shift = hasCentury ? 1 : 0;
  return {
    status: element(segment, 1),
    statusReason: element(segment, 2),
    appointment: element(segment, 3),
    appointmentReason: element(segment, 4),
    date: hasCentury ? `${element(segment, 6)}${element(segment, 5)}` : element(segment, 5),
    clock: element(segment, 6 + shift),
    timeCode: element(segment, 7 + shift),
  };
}

/** Q5 carries its own place: as an MS1 it reads like every other. Source: ASC X12 Q5-06 to Q5-08. */
function positionOf(segment: Segment, index: number): StatusEntry["position"] {
  if (segment[0] !== "Q5" || element(segment, 6) === "") return null;
  return { segment: ["MS1", element(segment, 6), element(segment, 7), element(segment, 8)], index };
}

/** Stop number of `L11*1*QN`. Source: ASC X12 element 128: QN is the stop sequence number. */
function stopSequenceOf(segments: readonly Segment[]): number | null {
  const stop = segments.find((segment) => segment[0] === "L11" && element(segment, 2) === "QN");
  const number = Number(element(stop, 1));
  return stop && Number.isInteger(number) && number > 0 ? number : null;
}

function readBlock(segments: readonly Segment[], start: number): Block {
  const statusAt = segments.flatMap((segment, index) => (isStatus(segment) ? [index] : []));
  const references = segments.filter((segment) => REFERENCE_TAGS.has(segment[0] ?? ""));
  const lastStatusAt = statusAt.at(-1) ?? 0;
  const firstStatusAt = statusAt[0] ?? 0;
  // L11 belongs to the LX loop; senders who put one after each status mean that status
  const isInterleaved = segments.some(
    (segment, index) => segment[0] === "L11" && index > firstStatusAt && index < lastStatusAt,
  );
  const entries = statusAt.map((at, order): StatusEntry => {
    const segment = segments[at] ?? [];
    const following = segments.slice(at + 1, statusAt[order + 1] ?? segments.length);
    const ms1At = following.findIndex((candidate) => candidate[0] === "MS1");
    const ms1 = following[ms1At];
    const leading = segments.slice(0, firstStatusAt);
    return {
      ...codesOf(segment),
      index: start + at,
      segment,
      position: ms1 ? { segment: ms1, index: start + at + 1 + ms1At } : positionOf(segment, start + at),
      ownReferences: isInterleaved
        ? [...leading, ...following].filter((candidate) => REFERENCE_TAGS.has(candidate[0] ?? ""))
        : null,
      stopSequence: stopSequenceOf(following) ?? stopSequenceOf(segments),
    };
  });
  return {
    entries,
    references,
    remarks: segments.filter((segment) => segment[0] === "K1" || segment[0] === "NTE"),
  };
}

/** Heading and LX loops of a status message; a message without LX has one loop that begins at its first status. */
export function splitStatusBlocks(segments: readonly Segment[]): {
  readonly headingEnd: number;
  readonly blocks: readonly Block[];
} {
  const starts = segments.flatMap((segment, index) => (segment[0] === "LX" ? [index] : []));
  const firstStatus = segments.findIndex(isStatus);
  const firstLoop = starts[0] ?? segments.length;
  if (firstStatus !== -1 && firstStatus < firstLoop) starts.unshift(firstStatus);
  const blocks = starts.map((start, order) => readBlock(segments.slice(start, starts[order + 1]), start));
  return { headingEnd: starts[0] ?? segments.length, blocks };
}
