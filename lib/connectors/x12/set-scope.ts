import type { EventDraft, Place, StatedTime } from "@/lib/domain/event/draft";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { CodeOverride, InvoiceDraft, ParseContext, Problem } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import { readStatedTime } from "./stated-time";
import { type Segment, sentAtOf, type TransactionSet } from "./transaction-set";

/** What the reader of one kind of set hands back. */
export interface SetReading {
  readonly references: readonly Reference[];
  readonly events: readonly EventDraft[];
  readonly invoices: readonly InvoiceDraft[];
  /** False when the set lacks what makes it one (its beginning segment): nothing was read. */
  readonly isReadable: boolean;
}

export const NOTHING_READ: SetReading = { references: [], events: [], invoices: [], isReadable: false };

/** An event under construction. */
export type Draft = { -readonly [Key in keyof EventDraft]: EventDraft[Key] };

export interface MappedCode {
  readonly milestone: Milestone;
  readonly classifier: Classifier;
}

/** The connection's overrides, looked up by code list and code. */
export class CodeOverrides {
  private readonly byCode = new Map<string, CodeOverride>();

  constructor(context: ParseContext) {
    for (const override of context.overrides ?? []) {
      this.byCode.set(`${override.codeList} ${override.code}`, override);
    }
  }

  /** An override that names a milestone only keeps how the code states it: an estimate stays one. */
  find(codeList: string, code: string, standard: MappedCode | undefined): MappedCode | undefined {
    const override = this.byCode.get(`${codeList} ${code}`);
    if (!override) return undefined;
    const classifier = override.classifier ?? standard?.classifier ?? "actual";
    return { milestone: override.milestone, classifier };
  }
}

/** Body segments split; those whose tag the reader has no use for keep their tag alone, so that indexes stay those of the file. */
function splitBody(set: TransactionSet, wanted: ReadonlySet<string> | null): Segment[] {
  const { element: separator } = set.delimiters;
  const segments: Segment[] = [];
  for (const raw of set.body) {
    const tag = raw.slice(0, raw.indexOf(separator) === -1 ? raw.length : raw.indexOf(separator));
    segments.push(wanted && !wanted.has(tag) ? [tag] : raw.split(separator));
  }
  return segments;
}

/** One set being read: its split segments, positions in the file, and the problems found on the way. */
export class SetScope {
  readonly segments: readonly Segment[];
  readonly sent: StatedTime | null;
  readonly problems: Problem[] = [];

  constructor(
    readonly set: TransactionSet,
    readonly overrides: CodeOverrides,
    readonly carrierScac: string,
    wanted: ReadonlySet<string> | null,
  ) {
    this.segments = splitBody(set, wanted);
    this.sent = sentAtOf(set);
  }

  /** Position of body segment `index` as a person counts it in the file. */
  at(index: number): string {
    return `segment ${this.set.position + 1 + index}`;
  }

  warn(code: string, index: number, message: string): void {
    this.problems.push({ code, severity: "warning", at: this.at(index), message });
  }

  first(tag: string): Segment | undefined {
    return this.segments.find((segment) => segment[0] === tag);
  }

  indexOf(tag: string): number {
    return this.segments.findIndex((segment) => segment[0] === tag);
  }

  /** Reads date, time and time code, and reports what could not be read. */
  statedTime(index: number, date: string, clock: string, code: string): StatedTime | null {
    const reading = readStatedTime(date, clock, code);
    if (reading.fault) this.warn("bad_date", index, reading.fault);
    else if (date.length === 6 && (this.set.group?.version ?? "") >= "004010") {
      this.warn(
        "bad_date",
        index,
        `Date ${date} has no century, which release 004010 asks for; it was read as ${reading.time?.local}.`,
      );
    }
    return reading.time;
  }

  /** Milestone of a code: the connection's override, else the default, else `unmapped` with a problem. Never a guess. */
  mapCode(
    index: number,
    codeList: string,
    code: string,
    standard: MappedCode | undefined,
    name?: string,
  ): MappedCode {
    const override = this.overrides.find(codeList, code, standard);
    if (override) return override;
    if (standard && standard.milestone !== "unmapped") return standard;
    const meaning = name
      ? `means "${name}" in the standard and differs by partner`
      : "is not in the standard's list";
    this.warn(
      "unmapped_code",
      index,
      `Code ${code} of ${codeList} ${meaning}. The event is kept as unmapped; map it on the connection.`,
    );
    return { milestone: "unmapped", classifier: standard?.classifier ?? "actual" };
  }

  /** An event with what all events of a set share filled in; the caller adds what only some have. */
  event(
    index: number,
    codeList: string,
    rawCode: string,
    mapped: MappedCode,
    occurred: StatedTime | null,
    references: readonly Reference[],
    place: Place | null = null,
  ): Draft {
    return {
      milestone: mapped.milestone,
      classifier: mapped.classifier,
      occurred,
      sent: this.sent,
      references,
      place,
      rawCode,
      codeList,
      reason: null,
      document: this.set.document,
      at: this.at(index),
    };
  }
}
