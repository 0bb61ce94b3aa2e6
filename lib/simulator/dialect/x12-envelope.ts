import type { Instant } from "@/lib/domain/time/instant";
import { compactDate, compactTime, wallClock } from "../wall-clock";
import type { SourceKey } from "../world/carriers";

/** How one partner's translator writes an interchange; every one does it a little differently. */
interface Trading {
  readonly sender: string;
  readonly senderQualifier: string;
  readonly element: string;
  readonly segment: string;
  readonly lineBreak: string;
  /** Zone of the clock its envelopes are stamped by. */
  readonly zone: string;
}

export const OUR_EDI_ID = "HARROWVALE";
const OFFICE = "America/Chicago";

const TRADING: Partial<Readonly<Record<SourceKey, Trading>>> = {
  "northgate-tms": {
    sender: "NORTHGATETMS",
    senderQualifier: "ZZ",
    element: "*",
    segment: "~",
    lineBreak: "\n",
    zone: OFFICE,
  },
  "blue-heron": {
    sender: "BHQX",
    senderQualifier: "02",
    element: "*",
    segment: "~",
    lineBreak: "",
    zone: OFFICE,
  },
  ironwood: {
    sender: "IWQZ",
    senderQualifier: "02",
    element: "*",
    segment: "~",
    lineBreak: "\r\n",
    zone: OFFICE,
  },
  "prairie-wolf": {
    sender: "PWQLEDI",
    senderQualifier: "ZZ",
    element: "|",
    segment: "~",
    lineBreak: "\n",
    zone: "UTC",
  },
  cascadia: {
    sender: "CQLH",
    senderQualifier: "02",
    element: "^",
    segment: "\n",
    lineBreak: "",
    zone: OFFICE,
  },
};

export function tradingOf(source: SourceKey): Trading {
  const trading = TRADING[source];
  if (!trading) throw new RangeError(`${source} sends no X12`);
  return trading;
}

export type Segment = readonly (string | number)[];

export interface Interchange {
  readonly source: SourceKey;
  /** GS-01 and ST-01. */
  readonly functionalId: string;
  readonly type: string;
  readonly controlNumber: number;
  readonly sentAt: Instant;
  /** The bodies of the sets, without ST and SE. */
  readonly sets: readonly (readonly Segment[])[];
}

/** One interchange with one group, release 004010. Source: ASC X12.5 and X12.6. */
export function writeInterchange(interchange: Interchange): string {
  const { source, functionalId, type, sets } = interchange;
  const trading = tradingOf(source);
  const clock = wallClock(interchange.sentAt, trading.zone);
  const date = compactDate(clock);
  const time = compactTime(clock);
  const control = String(interchange.controlNumber);
  const interchangeControl = control.padStart(9, "0");
  const segments: Segment[] = [
    [
      ...["ISA", "00", " ".repeat(10), "00", " ".repeat(10)],
      ...[trading.senderQualifier, trading.sender.padEnd(15), "ZZ", OUR_EDI_ID.padEnd(15)],
      ...[date.slice(2), time, "U", "00401", interchangeControl, "0", "P", ">"],
    ],
    ["GS", functionalId, trading.sender, OUR_EDI_ID, date, time, control, "X", "004010"],
    ...sets.flatMap((body, index) => setOf(type, index + 1, body)),
    ["GE", sets.length, control],
    ["IEA", 1, interchangeControl],
  ];
  const end = trading.segment + trading.lineBreak;
  return segments.map((segment) => writeSegment(segment, trading) + end).join("");
}

function setOf(type: string, number: number, body: readonly Segment[]): Segment[] {
  const control = String(number).padStart(4, "0");
  return [["ST", type, control], ...body, ["SE", body.length + 2, control]];
}

function writeSegment(segment: Segment, trading: Trading): string {
  const elements = segment.map((element) => clean(String(element), trading));
  // ISA is the one segment whose empty places count.
  if (segment[0] !== "ISA") while (elements.at(-1) === "") elements.pop();
  return elements.join(trading.element);
}

/** The basic character set has neither accents nor our delimiters. */
function clean(text: string, { element, segment }: Trading): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/g, "l");
  if (plain === ">" || plain.trim() === "") return plain;
  return plain.replaceAll(element, " ").replaceAll(segment, " ").replaceAll(">", " ");
}
