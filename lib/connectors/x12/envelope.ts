import type { GroupReport, Problem } from "@/lib/domain/message/parsed-message";
import { FUNCTIONAL_GROUP } from "./codes/document-code";
import { lookup } from "./codes/lookup";
import { GROUP_ERROR, groupReportOf, SET_ERROR, verdictOf } from "./group-report";
import { readStatedTime } from "./stated-time";
import type { HeaderFound, SegmentSink } from "./tokenizer";
import {
  type Delimiters,
  element,
  type Group,
  type Interchange,
  type Segment,
  type TransactionSet,
} from "./transaction-set";

/** Receives what the envelope holds. `set` answers whether the body made sense, for the acknowledgement. */
export interface EnvelopeSink {
  set(set: TransactionSet): boolean;
  /** A set that breaks off: known by type and number, its body not to be acted on. */
  cutSet(set: TransactionSet): void;
  group(report: GroupReport): void;
  problem(problem: Problem): void;
}

interface OpenSet {
  readonly type: string;
  readonly controlNumber: string;
  readonly position: number;
  readonly body: string[];
}

interface OpenGroup {
  readonly header: Group;
  readonly sets: GroupReport["sets"][number][];
  readonly controlNumbers: Set<string>;
}

interface OpenInterchange {
  readonly header: Interchange;
  groups: number;
}

/** Same number whatever the zero padding ("3438" and "000003438"). */
function sameControlNumber(left: string, right: string): boolean {
  return left === right || (/^\d+$/.test(left) && /^\d+$/.test(right) && Number(left) === Number(right));
}

/**
 * Puts segments into interchanges, groups and transaction sets, and checks that the trailers add up.
 *
 * Counts and control numbers that don't are warnings: senders get them wrong daily and the freight moves on. A set that breaks
 * off before its SE, with the file or the interchange, is not read: half a tender is worse than none.
 *
 * Source: ASC X12.5 (ISA, GS, GE, IEA, TA1), X12.6 (ST, SE).
 */
export class EnvelopeReader implements SegmentSink {
  private delimiters: Delimiters = { element: "*", component: ":", segment: "~", repetition: null };
  private interchange: OpenInterchange | null = null;
  private group: OpenGroup | null = null;
  private openSet: OpenSet | null = null;
  private document = 0;
  private position = 0;
  private strays = 0;
  private bareReported = false;
  private readonly interchangeNumbers = new Set<string>();

  constructor(private readonly sink: EnvelopeSink) {}

  header(header: HeaderFound, position: number): void {
    this.position = position;
    this.closeInterchange();
    this.delimiters = header.delimiters;
    const isa = header.elements;
    const stated = readStatedTime(element(isa, 9), element(isa, 10), "");
    const interchange: Interchange = {
      senderQualifier: element(isa, 5),
      sender: element(isa, 6),
      receiverQualifier: element(isa, 7),
      receiver: element(isa, 8),
      sent: stated.time,
      version: element(isa, 12),
      controlNumber: element(isa, 13),
      usage: element(isa, 15) === "T" ? "T" : "P",
    };
    this.interchange = { header: interchange, groups: 0 };
    if (!header.fixedWidth) {
      this.warn("isa_not_fixed_width", "ISA elements are not padded to their width; read by separator");
    }
    if (stated.fault) this.warn("bad_date", `ISA09/ISA10: ${stated.fault}`);
    if (interchange.usage === "T")
      this.warn("test_message", "the sender marks this interchange as a test (ISA15 T)");
    const identity = `${interchange.sender}/${interchange.controlNumber}`;
    if (this.interchangeNumbers.has(identity)) {
      this.warn("duplicate_control_number", `ISA13 ${interchange.controlNumber} is used twice in this file`);
    }
    this.interchangeNumbers.add(identity);
  }

  bareStart(delimiters: Delimiters): void {
    this.delimiters = delimiters;
  }

  fault(code: string, severity: Problem["severity"], position: number, message: string): void {
    this.sink.problem({ code, severity, at: `segment ${position}`, message });
  }

  segment(raw: string, position: number): void {
    this.position = position;
    const separator = this.delimiters.element;
    const first = raw.charCodeAt(0);
    // S, G, I, T: only these can be control segments
    if (first === 83 && raw.startsWith(`ST${separator}`)) this.onSetHeader(raw.split(separator));
    else if (first === 83 && (raw.startsWith(`SE${separator}`) || raw === "SE"))
      this.onSetTrailer(raw.split(separator));
    else if (first === 71 && raw.startsWith(`GS${separator}`)) this.onGroupHeader(raw.split(separator));
    else if (first === 71 && (raw.startsWith(`GE${separator}`) || raw === "GE"))
      this.onGroupTrailer(raw.split(separator));
    else if (first === 73 && (raw.startsWith(`IEA${separator}`) || raw === "IEA"))
      this.onTrailer(raw.split(separator));
    else if (this.openSet) this.openSet.body.push(raw);
    else if (first === 84 && raw.startsWith(`TA1${separator}`)) this.onInterchangeAcknowledgement(raw);
    else this.onStray(raw);
  }

  /** The file is over: whatever is still open breaks off here. */
  end(): void {
    this.closeInterchange();
  }

  private warn(code: string, message: string, position = this.position): void {
    this.fault(code, "warning", position, message);
  }

  private onSetHeader(segment: Segment): void {
    if (this.openSet) this.closeSet(null);
    if (!this.interchange && !this.bareReported) {
      this.bareReported = true;
      const code = this.group ? "missing_header" : "no_envelope";
      const missing = this.group ? "ISA" : "ISA and GS";
      this.warn(code, `the set has no ${missing}: sender and receiver are unknown`);
    } else if (this.interchange && !this.group) {
      this.warn("missing_header", "ST without a GS before it");
    }
    const type = element(segment, 1);
    const controlNumber = element(segment, 2);
    this.checkSetHeader(type, controlNumber);
    this.openSet = { type, controlNumber, position: this.position, body: [] };
  }

  private checkSetHeader(type: string, controlNumber: string): void {
    if (!this.group) return;
    const expected = lookup(FUNCTIONAL_GROUP, type);
    const functionalId = this.group.header.functionalId;
    if (expected && functionalId !== expected) {
      this.warn(
        "wrong_functional_group",
        `a ${type} belongs in group ${expected}, this one is ${functionalId}`,
      );
    }
    if (controlNumber !== "" && this.group.controlNumbers.has(controlNumber)) {
      this.warn("duplicate_control_number", `ST02 ${controlNumber} is used twice in this group`);
    }
    this.group.controlNumbers.add(controlNumber);
  }

  private onSetTrailer(segment: Segment): void {
    if (!this.openSet) {
      this.warn("missing_header", `SE ${element(segment, 2)} closes no set`);
      return;
    }
    this.closeSet(segment);
  }

  private onGroupHeader(segment: Segment): void {
    if (this.openSet) this.closeSet(null);
    this.closeGroup(null);
    const stated = readStatedTime(element(segment, 4), element(segment, 5), "");
    if (stated.fault) this.warn("bad_date", `GS04/GS05: ${stated.fault}`);
    const header: Group = {
      functionalId: element(segment, 1),
      sender: element(segment, 2),
      receiver: element(segment, 3),
      sent: stated.time,
      controlNumber: element(segment, 6),
      version: element(segment, 8),
    };
    this.group = { header, sets: [], controlNumbers: new Set() };
    if (this.interchange) this.interchange.groups += 1;
  }

  private onGroupTrailer(segment: Segment): void {
    if (this.openSet) this.closeSet(null);
    if (!this.group) this.warn("missing_header", `GE ${element(segment, 2)} closes no group`);
    this.closeGroup(segment);
  }

  private onTrailer(segment: Segment): void {
    if (this.openSet) this.closeSet(null);
    this.closeGroup(null);
    const open = this.interchange;
    this.interchange = null;
    if (!open) {
      this.warn("missing_header", `IEA ${element(segment, 2)} closes no interchange`);
      return;
    }
    const declared = element(segment, 1);
    if (Number(declared) !== open.groups || declared === "") {
      this.warn(
        "envelope_count_mismatch",
        `IEA01 says ${declared || "nothing"}, ${open.groups} groups were received`,
      );
    }
    if (!sameControlNumber(element(segment, 2), open.header.controlNumber)) {
      this.warn(
        "control_number_mismatch",
        `IEA02 ${element(segment, 2)} is not ISA13 ${open.header.controlNumber}`,
      );
    }
  }

  private onInterchangeAcknowledgement(raw: string): void {
    this.sink.set(this.describe({ type: "TA1", controlNumber: "", position: this.position, body: [raw] }));
  }

  private onStray(raw: string): void {
    this.strays += 1;
    if (this.strays > 20) return;
    this.warn(
      "invalid_structure",
      `segment ${raw.slice(0, 3).trim()} stands outside of a transaction set and was not read`,
    );
  }

  private describe(open: OpenSet): TransactionSet {
    const document = this.document;
    this.document += 1;
    return {
      type: open.type,
      controlNumber: open.controlNumber,
      position: open.position,
      body: open.body,
      document,
      delimiters: this.delimiters,
      group: this.group?.header ?? null,
      interchange: this.interchange?.header ?? null,
    };
  }

  /** With its SE, or (null) because the next set, group or interchange trailer begins: the body is then whole all the same. */
  private closeSet(trailer: Segment | null): void {
    const open = this.openSet;
    if (!open) return;
    this.openSet = null;
    const errors = trailer ? this.checkTrailer(open, trailer) : [SET_ERROR.trailerMissing];
    if (!trailer) this.warn("missing_trailer", `set ${open.type} ${open.controlNumber} has no SE`);
    if (open.controlNumber === "") errors.push(SET_ERROR.controlNumberInvalid);
    const isReadable = this.sink.set(this.describe(open));
    if (!isReadable) errors.push(SET_ERROR.segmentsInError);
    this.group?.sets.push(verdictOf(open.type, open.controlNumber, errors, isReadable));
  }

  private checkTrailer(open: OpenSet, trailer: Segment): string[] {
    const errors: string[] = [];
    const counted = open.body.length + 2;
    const declared = element(trailer, 1);
    if (Number(declared) !== counted || declared === "") {
      errors.push(SET_ERROR.segmentCountMismatch);
      this.warn(
        "envelope_count_mismatch",
        `SE01 says ${declared || "nothing"}, the set has ${counted} segments`,
      );
    }
    if (!sameControlNumber(element(trailer, 2), open.controlNumber)) {
      errors.push(SET_ERROR.controlNumberMismatch);
      this.warn("control_number_mismatch", `SE02 ${element(trailer, 2)} is not ST02 ${open.controlNumber}`);
    }
    return errors;
  }

  private closeGroup(trailer: Segment | null): void {
    const open = this.group;
    if (!open) return;
    this.group = null;
    const errors: string[] = [];
    const declared = trailer ? element(trailer, 1) : "";
    if (!trailer) {
      errors.push(GROUP_ERROR.trailerMissing);
      this.warn("missing_trailer", `group ${open.header.controlNumber} has no GE`);
    } else {
      if (Number(declared) !== open.sets.length || declared === "") {
        errors.push(GROUP_ERROR.setCountMismatch);
        this.warn(
          "envelope_count_mismatch",
          `GE01 says ${declared || "nothing"}, the group has ${open.sets.length} sets`,
        );
      }
      if (!sameControlNumber(element(trailer, 2), open.header.controlNumber)) {
        errors.push(GROUP_ERROR.controlNumberMismatch);
        this.warn(
          "control_number_mismatch",
          `GE02 ${element(trailer, 2)} is not GS06 ${open.header.controlNumber}`,
        );
      }
    }
    const count = /^\d+$/.test(declared) ? Number(declared) : null;
    this.sink.group(groupReportOf(open.header, this.interchange?.header ?? null, open.sets, count, errors));
  }

  /** A new ISA or the end of the file: an open set breaks off, open groups and interchanges miss their trailers. */
  private closeInterchange(): void {
    const cut = this.openSet;
    if (cut) {
      this.openSet = null;
      this.fault(
        "truncated",
        "error",
        this.position,
        `set ${cut.type} ${cut.controlNumber} breaks off before its SE`,
      );
      this.sink.cutSet(this.describe(cut));
      const errors = [SET_ERROR.trailerMissing];
      this.group?.sets.push(verdictOf(cut.type, cut.controlNumber, errors, false));
    }
    this.closeGroup(null);
    if (!this.interchange) return;
    this.warn("missing_trailer", `interchange ${this.interchange.header.controlNumber} has no IEA`);
    this.interchange = null;
  }
}
