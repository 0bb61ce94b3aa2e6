import { readStopSequence } from "./stop-sequence";
import { element, type Segment } from "./transaction-set";

/** One AT7 (or Q5) with what belongs to it. */
export interface StatusEntry {
  /** Index of the segment in the body. */
  readonly index: number;
  readonly segment: Segment;
  /** Index of its MS1; null when it has none. */
  readonly positionAt: number | null;
  /** References that follow this status alone; null when the loop's references hold for all its statuses. */
  readonly ownReferences: readonly Segment[] | null;
  readonly stopSequence: number | null;
}

export interface StatusCodes {
  readonly status: string;
  readonly statusReason: string;
  readonly appointment: string;
  readonly appointmentReason: string;
  readonly date: string;
  readonly clock: string;
  readonly timeCode: string;
}

/** One LX loop. */
export interface Block {
  readonly entries: readonly StatusEntry[];
  readonly references: readonly Segment[];
  readonly remarks: readonly Segment[];
}

const REFERENCE_TAGS: ReadonlySet<string> = new Set([
  "L11",
  "N9",
  "REF",
  "MAN",
  "MS2",
  "N7",
  "M7",
  "PRF",
  "SPO",
  "OID",
  "LAD",
]);

/**
 * Elements of a status segment by its generation. AT7 has a century element between date and time in release 003070 only.
 * Source: ASC X12 AT7 (003060, 003070, 004010 to 008010); Q5-01 to Q5-05 (003010 to 003050).
 */
export function codesOf(segment: Segment): StatusCodes {
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

/** Stop number of `L11*1*QN`. Source: ASC X12 element 128: QN is the stop sequence number. */
function stopSequenceOf(l11: Segment): number | null {
  return element(l11, 2) === "QN" ? readStopSequence(element(l11, 1)) : null;
}

interface OpenEntry {
  readonly at: number;
  readonly segment: Segment;
  readonly references: Segment[];
  positionAt: number | null;
  /** Set by an L11 QN behind the status, also by one that is no stop number: the loop's stop is then not its stop. */
  ownStop: { readonly sequence: number | null } | null;
}

/** One pass over a loop: what follows a status until the next one is collected with it. */
function readBlock(segments: readonly Segment[], start: number): Block {
  const leading: Segment[] = [];
  const references: Segment[] = [];
  const remarks: Segment[] = [];
  const open: OpenEntry[] = [];
  let last: OpenEntry | undefined;
  let ownL11 = false;
  let isInterleaved = false;
  let stopSequence: number | null = null;
  segments.forEach((segment, index) => {
    const tag = segment[0] ?? "";
    if (tag === "AT7" || tag === "Q5") {
      isInterleaved ||= ownL11;
      last = { at: start + index, segment, references: [], positionAt: null, ownStop: null };
      open.push(last);
    } else if (tag === "MS1") {
      if (last) last.positionAt ??= start + index;
    } else if (tag === "K1" || tag === "NTE") {
      remarks.push(segment);
    } else if (REFERENCE_TAGS.has(tag)) {
      references.push(segment);
      (last?.references ?? leading).push(segment);
      if (tag === "L11") {
        ownL11 ||= last !== undefined;
        const stop = stopSequenceOf(segment);
        stopSequence ??= stop;
        if (last && element(segment, 2) === "QN") last.ownStop ??= { sequence: stop };
      }
    }
  });
  const entries = open.map(
    (entry): StatusEntry => ({
      index: entry.at,
      segment: entry.segment,
      positionAt: entry.positionAt,
      // L11 belongs to the LX loop; senders who put one after each status mean that status
      ownReferences: isInterleaved ? [...leading, ...entry.references] : null,
      stopSequence: entry.ownStop ? entry.ownStop.sequence : stopSequence,
    }),
  );
  return { entries, references, remarks };
}

/** Heading and LX loops of a status message; a message without LX has one loop that begins at its first status. */
export function splitStatusBlocks(segments: readonly Segment[]): {
  readonly headingEnd: number;
  readonly blocks: readonly Block[];
} {
  const starts: number[] = [];
  segments.forEach((segment, index) => {
    const isFirstStatus = starts.length === 0 && (segment[0] === "AT7" || segment[0] === "Q5");
    if (segment[0] === "LX" || isFirstStatus) starts.push(index);
  });
  const blocks = starts.map((start, order) => readBlock(segments.slice(start, starts[order + 1]), start));
  return { headingEnd: starts[0] ?? segments.length, blocks };
}
