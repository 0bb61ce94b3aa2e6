import type { Database, Executor } from "@/db/client";
import { selectSeverityPolicy } from "@/db/queries/watch/severity-policy";
import type { SubjectKind } from "@/lib/domain/exception/exception";
import type { PlainFinding } from "@/lib/domain/exception/link-findings";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import { weigh } from "@/lib/domain/exception/watch-shipment";
import { type WatchedSubject, writeExceptions } from "../write-exceptions";

export interface WatchDeps {
  readonly db: Database;
  readonly now: () => Date;
}

/** Where the watchers count; one of them at a time works on a kind of subject. */
const WATCH_SLOT = 12;
const NONE: WatchedSubject["newMilestones"] = new Set();

export type PlainSubject = Pick<
  WatchedSubject,
  "subjectId" | "label" | "shipmentId" | "connectionId" | "carrier"
> & { readonly companyId: number; readonly findings: readonly PlainFinding[] };

/** Weighs and writes what was found of these subjects, company by company. @returns how many exceptions were opened or changed. */
export async function lookAt(
  db: Executor,
  subjectKind: SubjectKind,
  subjects: readonly PlainSubject[],
  now: Date,
): Promise<number> {
  let changed = 0;
  for (const companyId of new Set(subjects.map((subject) => subject.companyId))) {
    const policy = (await selectSeverityPolicy(db, companyId))?.policy ?? DEFAULT_SEVERITY_POLICY;
    const own = subjects
      .filter((subject) => subject.companyId === companyId)
      .map((subject) => ({
        ...subject,
        customer: null,
        findings: weigh(subject.findings, { customer: null, moneyMinor: null }, policy, now.getTime()),
        newMilestones: NONE,
      }));
    changed += await writeExceptions(db, companyId, own, { subjectKind, slot: WATCH_SLOT, now });
  }
  return changed;
}
