import { eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { company } from "../../schema/access";

/** IANA zone in which a company's days begin and end. */
export async function selectCompanyZone(db: Executor, companyId: number): Promise<string> {
  const [row] = await db.select({ zone: company.defaultZone }).from(company).where(eq(company.id, companyId));
  return row?.zone ?? "UTC";
}
