import { and, asc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { company } from "../../schema/access";
import { businessCalendar, clockPolicy } from "../../schema/clock";

export type PolicyRow = typeof clockPolicy.$inferSelect;

/** Every version a company wrote itself; its seeds are code. */
export async function selectPolicies(db: Executor, companyId: number): Promise<PolicyRow[]> {
  return db
    .select()
    .from(clockPolicy)
    .where(eq(clockPolicy.companyId, companyId))
    .orderBy(asc(clockPolicy.id), asc(clockPolicy.version));
}

/** Zone and working hours: what seeds are made with. */
export async function selectWorkingTime(db: Executor, companyId: number) {
  const [row] = await db
    .select({ zone: company.defaultZone, calendar: businessCalendar.calendar })
    .from(company)
    .leftJoin(
      businessCalendar,
      and(eq(businessCalendar.companyId, company.id), eq(businessCalendar.name, "working hours")),
    )
    .where(eq(company.id, companyId));
  return row;
}
