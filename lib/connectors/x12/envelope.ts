import type { GroupReport, Problem } from "@/lib/domain/message/parsed-message";
import { FUNCTIONAL_GROUP } from "./codes/document-code";
import { lookup } from "./codes/lookup";
import {
  type ControlFault,
  checkTrailer,
  GROUP_TRAILER,
  groupOf,
  INTERCHANGE_TRAILER,
  interchangeOf,
  SET_TRAILER,
  type TrailerNames,
} from "./control-segments";
import { GROUP_ERROR, groupReportOf, SET_ERROR, verdictOf } from "./group-report";
import type { HeaderFound, SegmentSink } from "./tokenizer";
import {
  type Delimiters,
  element,
  type Group,
  type Interchange,
  type Segment,
  type TransactionSet,
} from "./transaction-set";

/** Receives what the envelope holds. */
export interface EnvelopeSink {
  /** Answers whether the body made sense, for the acknowledgement. */
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

/** Segments outside of any set are named this often, then only skipped. */
const MAX_STRAYS_REPORTED = 20;

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
  private interchange: Interchange | null = null;
  private groupCount = 0;
  private group: OpenGroup | null = null;
  private openSet: OpenSet | null = null;
  private document = 0;
  private position = 0;
  private strays = 0;
  private bareReported = false;
  private readonly interchangeNumbers = new Set<string>();

  constructor(private readonly sink: EnvelopeSink) {}

  header(header: HeaderFound, position: number): void {
    this.closeInterchange();
    this.position = position;
    this.delimiters = header.delimiters;
    const { header: interchange, fault } = interchangeOf(header.elements);
    this.interchange = interchange;
    this.groupCount = 0;
    if (!header.fixedWidth) {
      this.warn(
        "isa_not_fixed_width",
        "ISA elements are not padded to their width; they were read by separator.",
      );
    }
    if (fault) this.warn(fault.code, fault.message);
    if (interchange.usage === "T")
      this.warn("test_message", "The sender marks this interchange as a test (ISA15 T).");
    const identity = `${interchange.sender}/${interchange.controlNumber}`;
    if (this.interchangeNumbers.has(identity)) {
      this.warn(
        "duplicate_control_number",
        `ISA13 ${interchange.controlNumber} is used twice in this file; both were read.`,
      );
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
    // S, G, I, T: only these can begin a control segment
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

  private warn(code: string, message: string): void {
    this.fault(code, "warning", this.position, message);
  }

  private warnOfTrailer(
    trailer: Segment,
    counted: number,
    controlNumber: string,
    names: TrailerNames,
  ): ControlFault[] {
    const faults = checkTrailer(trailer, counted, controlNumber, names);
    for (const fault of faults) this.warn(fault.code, fault.message);
    return faults;
  }

  private onSetHeader(segment: Segment): void {
    this.closeSet(null);
    if (!this.interchange && !this.bareReported) {
      this.bareReported = true;
      const code = this.group ? "missing_header" : "no_envelope";
      const missing = this.group ? "ISA" : "ISA and GS";
      this.warn(code, `The set has no ${missing}: sender and receiver are unknown.`);
    } else if (this.interchange && !this.group) {
      this.warn("missing_header", "ST without a GS before it; the set was read.");
    }
    const type = element(segment, 1);
    const controlNumber = element(segment, 2);
    if (this.group) this.checkSetHeader(this.group, type, controlNumber);
    this.openSet = { type, controlNumber, position: this.position, body: [] };
  }

  private checkSetHeader(group: OpenGroup, type: string, controlNumber: string): void {
    const expected = lookup(FUNCTIONAL_GROUP, type);
    const { functionalId } = group.header;
    if (expected && functionalId !== expected) {
      this.warn(
        "wrong_functional_group",
        `A ${type} belongs in group ${expected}, this one is ${functionalId}; the set was read.`,
      );
    }
    if (controlNumber !== "" && group.controlNumbers.has(controlNumber)) {
      this.warn(
        "duplicate_control_number",
        `ST02 ${controlNumber} is used twice in this group; both sets were read.`,
      );
    }
    group.controlNumbers.add(controlNumber);
  }

  private onSetTrailer(segment: Segment): void {
    if (this.openSet) this.closeSet(segment);
    else this.warn("missing_header", `SE ${element(segment, 2)} closes no set.`);
  }

  private onGroupHeader(segment: Segment): void {
    this.closeGroup(null);
    const { header, fault } = groupOf(segment);
    if (fault) this.warn(fault.code, fault.message);
    this.group = { header, sets: [], controlNumbers: new Set() };
    this.groupCount += 1;
  }

  private onGroupTrailer(segment: Segment): void {
    if (!this.group) this.warn("missing_header", `GE ${element(segment, 2)} closes no group.`);
    this.closeGroup(segment);
  }

  private onTrailer(segment: Segment): void {
    this.closeGroup(null);
    const open = this.interchange;
    this.interchange = null;
    if (open) this.warnOfTrailer(segment, this.groupCount, open.controlNumber, INTERCHANGE_TRAILER);
    else this.warn("missing_header", `IEA ${element(segment, 2)} closes no interchange.`);
  }

  private onInterchangeAcknowledgement(raw: string): void {
    this.sink.set(this.describe({ type: "TA1", controlNumber: "", position: this.position, body: [raw] }));
  }

  private onStray(raw: string): void {
    this.strays += 1;
    if (this.strays > MAX_STRAYS_REPORTED) return;
    const tag = raw.slice(0, 3).trim();
    this.warn("invalid_structure", `Segment ${tag} stands outside of a transaction set and was not read.`);
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
      interchange: this.interchange,
    };
  }

  /** With its SE, or (null) because the next set or a later trailer begins: the body is then whole all the same. */
  private closeSet(trailer: Segment | null): void {
    const open = this.openSet;
    if (!open) return;
    this.openSet = null;
    const errors: string[] = [];
    if (trailer) {
      for (const fault of this.warnOfTrailer(
        trailer,
        open.body.length + 2,
        open.controlNumber,
        SET_TRAILER,
      )) {
        const isCount = fault.code === "envelope_count_mismatch";
        errors.push(isCount ? SET_ERROR.segmentCountMismatch : SET_ERROR.controlNumberMismatch);
      }
    } else {
      errors.push(SET_ERROR.trailerMissing);
      this.warn(
        "missing_trailer",
        `Set ${open.type} ${open.controlNumber} has no SE; its segments were read.`,
      );
    }
    if (open.controlNumber === "") errors.push(SET_ERROR.controlNumberInvalid);
    const isReadable = this.sink.set(this.describe(open));
    if (!isReadable) errors.push(SET_ERROR.segmentsInError);
    this.group?.sets.push(verdictOf(open.type, open.controlNumber, errors, isReadable));
  }

  private closeGroup(trailer: Segment | null): void {
    this.closeSet(null);
    const open = this.group;
    if (!open) return;
    this.group = null;
    const { header, sets } = open;
    const errors: string[] = [];
    if (trailer) {
      for (const fault of this.warnOfTrailer(trailer, sets.length, header.controlNumber, GROUP_TRAILER)) {
        const isCount = fault.code === "envelope_count_mismatch";
        errors.push(isCount ? GROUP_ERROR.setCountMismatch : GROUP_ERROR.controlNumberMismatch);
      }
    } else {
      errors.push(GROUP_ERROR.trailerMissing);
      this.warn("missing_trailer", `Group ${header.controlNumber} has no GE; its complete sets were read.`);
    }
    const declared = element(trailer ?? undefined, 1);
    const declaredSets = /^\d+$/.test(declared) ? Number(declared) : null;
    this.sink.group(groupReportOf(header, this.interchange, sets, declaredSets, errors));
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
        `Set ${cut.type} ${cut.controlNumber} breaks off before its SE and was not read. The complete sets before it were read; the bytes are kept.`,
      );
      this.sink.cutSet(this.describe(cut));
      this.group?.sets.push(verdictOf(cut.type, cut.controlNumber, [SET_ERROR.trailerMissing], false));
    }
    this.closeGroup(null);
    if (!this.interchange) return;
    this.warn(
      "missing_trailer",
      `Interchange ${this.interchange.controlNumber} has no IEA; its complete sets were read.`,
    );
    this.interchange = null;
  }
}
