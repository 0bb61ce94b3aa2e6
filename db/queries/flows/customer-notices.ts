import { sql } from "drizzle-orm";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { NoticeState } from "@/lib/domain/notice/notice";
import type { Executor } from "../../client";

export interface CustomerNotice {
  readonly id: string;
  readonly state: NoticeState;
  readonly error: string | null;
  readonly nextTryAt: string | null;
}

/** What was written to a customer about one milestone of a shipment, one an address. */
export async function selectCustomerNotices(
  db: Executor,
  {
    companyId,
    shipmentId,
    milestone,
  }: { readonly companyId: number; readonly shipmentId: string; readonly milestone: Milestone },
): Promise<CustomerNotice[]> {
  const { rows } = await db.execute<CustomerNotice & Record<string, unknown>>(sql`
    select id, state, error, next_try_at::text as "nextTryAt" from notice
    where company_id = ${companyId} and shipment_id = ${shipmentId}::uuid and kind = 'customer'
      and starts_with(notice_key, ${`customer ${shipmentId} ${milestone} `}) order by created_at, id`);
  return rows;
}
