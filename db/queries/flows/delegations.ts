import { sql } from "drizzle-orm";
import type { Role } from "@/lib/domain/access/role";
import type { Executor } from "../../client";

/** Rights lent to a person now, by people who may still sign in. */
export async function selectDelegationsTo(
  db: Executor,
  { companyId, userId, now }: { readonly companyId: number; readonly userId: string; readonly now: Date },
): Promise<{ fromUserId: string; fromName: string; fromRole: Role }[]> {
  const { rows } = await db.execute<{ fromUserId: string; fromName: string; fromRole: Role }>(sql`
    select d.from_user_id as "fromUserId", u.name as "fromName", u.role as "fromRole"
    from flow_delegation d join app_user u on u.company_id = d.company_id and u.id = d.from_user_id
    where d.company_id = ${companyId} and d.to_user_id = ${userId} and d.starts_at <= ${now} and d.ends_at > ${now} and d.ended_early_at is null
      and u.disabled_at is null order by d.starts_at, d.id`);
  return rows;
}
