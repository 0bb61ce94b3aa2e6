import type { Executor } from "@/db/client";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { type PolicyRow, selectCalendars, selectPolicies } from "@/db/queries/watch/policies";
import type { BusinessCalendar, ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { defaultWorkingHours, seedPolicies } from "@/lib/domain/clock/seeds";

/** What a company's policies are made of. */
export interface PolicyBook {
  readonly zone: string;
  readonly seeds: readonly ClockPolicy[];
  readonly written: readonly PolicyRow[];
  readonly calendars: readonly NamedCalendar[];
}

export interface NamedCalendar {
  readonly calendar: BusinessCalendar;
  /** 0 while nobody has changed it. */
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

export async function readPolicies(db: Executor, companyId: number): Promise<PolicyBook> {
  const zone = await selectCompanyZone(db, companyId);
  const written = await selectPolicies(db, companyId);
  const rows = await selectCalendars(db, companyId);
  const usual = defaultWorkingHours(zone);
  const isChanged = rows.some(({ name }) => name === usual.name);
  return {
    zone,
    seeds: seedPolicies(usual),
    written,
    calendars: [
      ...(isChanged ? [] : [{ calendar: usual, version: 0, changedBy: null, changedAt: null }]),
      ...rows.map(({ calendar, version, changedBy, changedAt }) => ({
        ...{ calendar, version, changedBy, changedAt },
      })),
    ],
  };
}

/** The newest version of one policy; undefined when there is none of that id. */
export function newestOf(book: PolicyBook, policyId: string): ClockPolicy | undefined {
  const rows = book.written.filter(({ id }) => id === policyId);
  const last = rows.reduce<PolicyRow | undefined>(
    (best, row) => (best && best.version > row.version ? best : row),
    undefined,
  );
  return last ? policyOf(last) : book.seeds.find(({ id }) => id === policyId);
}

/**
 * What holds of a policy from `now` on, in order of time: the version in force and those planned for later that will take force. A change from now
 * on is made to each, or it would bring forward what was planned, or end it.
 */
export function standingOf(book: PolicyBook, policyId: string, now: number): ClockPolicy[] {
  const versions = [...book.seeds, ...book.written.map(policyOf)]
    .filter(({ id }) => id === policyId)
    .sort((a, b) => a.effectiveAt - b.effectiveAt || a.version - b.version);
  const standing: ClockPolicy[] = [];
  for (const version of versions) {
    const last = standing.at(-1);
    if (last && last.version > version.version) continue;
    if (last && version.effectiveAt <= now) standing.pop();
    standing.push(version);
  }
  return standing;
}

/** Ids of every policy, seeds first. */
export function policyIds({ seeds, written }: PolicyBook): string[] {
  return [...new Set([...seeds, ...written].map(({ id }) => id))];
}

export function policyOf(row: PolicyRow): ClockPolicy {
  const { companyId: _, reason: __, createdBy: ___, createdAt: ____, effectiveAt, ...policy } = row;
  return { ...policy, effectiveAt: effectiveAt.getTime() };
}
