import type { AuditActorKind } from "@/lib/domain/access/actor";

export interface AuditRowDto {
  readonly seq: number;
  readonly at: string;
  readonly actorKind: AuditActorKind;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
  /** Its link of the chain, hexadecimal. */
  readonly hash: string;
}

export interface AuditPageDto {
  readonly rows: readonly AuditRowDto[];
  /** Sequence to go on below, null at the beginning of the log. */
  readonly olderBefore: number | null;
  /** Sequence to go on above, null at its end. */
  readonly newerAfter: number | null;
}

/** What occurs in the log. */
export interface AuditChoices {
  readonly actions: readonly string[];
  readonly subjectKinds: readonly string[];
}

/** The result of walking the chain of hashes from the first row to the last. */
export type AuditVerdict =
  | { readonly intact: true; readonly rows: number; readonly headHash: string }
  | { readonly intact: false; readonly rows: number; readonly brokenAtSeq: number; readonly why: string };
