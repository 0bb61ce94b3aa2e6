import { readStatedTime } from "./stated-time";
import { element, type Group, type Interchange, type Segment } from "./transaction-set";

/** Something a control segment got wrong; the element 716 or 718 code goes into the 997. */
export interface ControlFault {
  readonly code: "envelope_count_mismatch" | "control_number_mismatch" | "bad_date";
  readonly message: string;
}

/** Source: ASC X12.5 ISA, element by element. */
export function interchangeOf(isa: Segment): {
  readonly header: Interchange;
  readonly fault: ControlFault | null;
} {
  const stated = readStatedTime(element(isa, 9), element(isa, 10), "");
  const header: Interchange = {
    senderQualifier: element(isa, 5),
    sender: element(isa, 6),
    receiverQualifier: element(isa, 7),
    receiver: element(isa, 8),
    sent: stated.time,
    version: element(isa, 12),
    controlNumber: element(isa, 13),
    usage: element(isa, 15) === "T" ? "T" : "P",
  };
  return { header, fault: dateFault("ISA09/ISA10", stated.fault) };
}

/** Source: ASC X12.5 GS, element by element. */
export function groupOf(gs: Segment): { readonly header: Group; readonly fault: ControlFault | null } {
  const stated = readStatedTime(element(gs, 4), element(gs, 5), "");
  const header: Group = {
    functionalId: element(gs, 1),
    sender: element(gs, 2),
    receiver: element(gs, 3),
    sent: stated.time,
    controlNumber: element(gs, 6),
    version: element(gs, 8),
  };
  return { header, fault: dateFault("GS04/GS05", stated.fault) };
}

function dateFault(where: string, fault: string | null): ControlFault | null {
  return fault === null ? null : { code: "bad_date", message: `${where}: ${fault}` };
}

/** Same number whatever the zero padding ("3438" and "000003438"). */
function isSameControlNumber(left: string, right: string): boolean {
  return left === right || (/^\d+$/.test(left) && /^\d+$/.test(right) && Number(left) === Number(right));
}

/** Names of the elements a trailer is checked by, and what it counts. */
export interface TrailerNames {
  readonly count: string;
  readonly number: string;
  readonly headerNumber: string;
  readonly counted: string;
}

export const SET_TRAILER: TrailerNames = {
  count: "SE01",
  number: "SE02",
  headerNumber: "ST02",
  counted: "segments",
};
export const GROUP_TRAILER: TrailerNames = {
  count: "GE01",
  number: "GE02",
  headerNumber: "GS06",
  counted: "sets",
};
export const INTERCHANGE_TRAILER: TrailerNames = {
  count: "IEA01",
  number: "IEA02",
  headerNumber: "ISA13",
  counted: "groups",
};

/**
 * What a trailer says against what came: the count first, then the control number.
 * Source: ASC X12.5 (GE, IEA) and X12.6 (SE): element 1 is the count, element 2 repeats the header's control number.
 */
export function checkTrailer(
  trailer: Segment,
  counted: number,
  controlNumber: string,
  names: TrailerNames,
): ControlFault[] {
  const faults: ControlFault[] = [];
  const declared = element(trailer, 1);
  if (declared === "" || Number(declared) !== counted) {
    const message = `${names.count} says ${declared || "nothing"}, ${counted} ${names.counted} were received.`;
    faults.push({ code: "envelope_count_mismatch", message });
  }
  const repeated = element(trailer, 2);
  if (!isSameControlNumber(repeated, controlNumber)) {
    const message = `${names.number} “${repeated}” is not ${names.headerNumber} “${controlNumber}”.`;
    faults.push({ code: "control_number_mismatch", message });
  }
  return faults;
}
