import type { StatedTime } from "@/lib/domain/event/draft";

/** A segment split at the element separator: the tag at 0, element n at n, as written. */
export type Segment = readonly string[];

export interface Delimiters {
  readonly element: string;
  readonly component: string;
  readonly segment: string;
  /** Null before release 00402, where ISA11 is the standards id. */
  readonly repetition: string | null;
}

/** What the ISA says. Ids are trimmed. */
export interface Interchange {
  readonly sender: string;
  readonly senderQualifier: string;
  readonly receiver: string;
  readonly receiverQualifier: string;
  readonly sent: StatedTime | null;
  readonly version: string;
  readonly controlNumber: string;
  readonly usage: "P" | "T";
}

/** What the GS says. */
export interface Group {
  readonly functionalId: string;
  readonly sender: string;
  readonly receiver: string;
  readonly sent: StatedTime | null;
  readonly controlNumber: string;
  readonly version: string;
}

/** One ST to SE, or a control segment that stands alone (TA1). The unit of memory and of meaning. */
export interface TransactionSet {
  /** ST-01, "214". */
  readonly type: string;
  /** ST-02. */
  readonly controlNumber: string;
  /** Body without ST and SE, unsplit; `delimiters.element` splits them. */
  readonly body: readonly string[];
  /** 1-based number of the ST segment in the file; body segment i is `position + 1 + i`. */
  readonly position: number;
  /** 0-based number of the set in the file. */
  readonly document: number;
  readonly delimiters: Delimiters;
  readonly group: Group | null;
  readonly interchange: Interchange | null;
}

/** Element n of a segment without surrounding blanks; empty when it is absent. */
export function element(segment: Segment | undefined, index: number): string {
  return segment?.[index]?.trim() ?? "";
}

/** When the sender says it sent the set: the group's date and time, else the interchange's. Source: GS-04/05, ISA-09/10. */
export function sentAtOf(set: TransactionSet): StatedTime | null {
  return set.group?.sent ?? set.interchange?.sent ?? null;
}
