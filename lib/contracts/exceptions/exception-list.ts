import type { Role } from "@/lib/domain/access/role";
import type { ExceptionKind, ExceptionState, Severity, SubjectKind } from "@/lib/domain/exception/exception";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import type { BoundedCount, Choice } from "../messages/message-list";
import type { ExceptionQuery } from "./exception-query";

export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** What an exception is about, with the way there; `href` null where this person may not open it. */
export interface ExceptionSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  /** "SHP-20418", "RDWY, EDI 214". */
  readonly label: string;
  readonly href: string | null;
}

/** What is at stake, in minor units of an ISO 4217 currency. */
export interface MoneyAtRisk {
  readonly amountMinor: number;
  readonly currency: string;
}

/** One line of the workbench. Moments are ISO 8601. */
export interface ExceptionRow {
  readonly id: string;
  readonly version: number;
  readonly kind: ExceptionKind;
  readonly subject: ExceptionSubject;
  /** What and where, without times; those are `sinceAt` and `dueAt`. */
  readonly summary: string;
  readonly severity: Severity;
  readonly state: ExceptionState;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly connection: { readonly id: string; readonly name: string } | null;
  readonly money: MoneyAtRisk | null;
  readonly ownerRole: Role;
  readonly assignee: PersonRef | null;
  readonly groupId: string | null;
  readonly sinceAt: string;
  /** The promise it breaks; null without one. */
  readonly dueAt: string | null;
  readonly snoozedUntil: string | null;
  readonly snoozedForEvent: string | null;
  readonly ignoredUntil: string | null;
  readonly resolvedAt: string | null;
  readonly reopenedCount: number;
  /** The rule still finds the cause. */
  readonly causeHolds: boolean;
  /** What this person may do with it now. */
  readonly actions: readonly PersonAction[];
}

/** The numbers on the tabs. Kept or bounded, so that they never cost a scan. */
export interface ExceptionCounts {
  readonly open: number;
  readonly mine: BoundedCount;
  readonly unassigned: BoundedCount;
  readonly snoozed: number;
  readonly resolvedToday: BoundedCount;
  readonly ignored: number;
  /** Open and acknowledged ones by kind; a kind with none is left out. */
  readonly byKind: Readonly<Partial<Record<ExceptionKind, number>>>;
}

/** What of the workbench is for this person; the use-cases ask again. */
export interface ExceptionRights {
  readonly work: boolean;
  readonly bulk: boolean;
  readonly editRunbook: boolean;
  readonly editSeverity: boolean;
}

export interface ExceptionList {
  readonly query: ExceptionQuery;
  readonly rows: readonly ExceptionRow[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly counts: ExceptionCounts;
  /** Groups with something open: one cause, many failures. */
  readonly groups: readonly ExceptionGroupRow[];
  readonly connections: readonly Choice[];
  readonly customers: readonly Choice[];
  readonly carriers: readonly Choice[];
  readonly people: readonly Choice[];
  readonly rights: ExceptionRights;
  /** Set when a filter could look through a part only: what was looked through. */
  readonly bounded: string | null;
  /** IANA zone of the company: "today" is a day there. */
  readonly zone: string;
  /** Set when nobody watches: the last sign of life of a worker, or null when there never was one. */
  readonly stale: { readonly workerSeenAt: string | null } | null;
}

/** Failures of one cause on one connection. */
export interface ExceptionGroupRow {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly title: string;
  readonly nature: "business" | "technical";
  readonly connection: { readonly id: string; readonly name: string };
  /** Open, acknowledged or snoozed. */
  readonly openCount: number;
  /** Ever. */
  readonly totalCount: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When it is tried again by itself; null where it waits for a person. */
  readonly retryAt: string | null;
}

export interface ExceptionGroupList {
  readonly rows: readonly ExceptionGroupRow[];
  /** True when there are more than are listed. */
  readonly more: boolean;
}
