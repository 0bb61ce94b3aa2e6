import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export type Unwanted = "subscription" | "person" | "contact" | "taken_back";

/**
 * What has ended since a notice was written: its subscription is gone or off, its person may not sign in, has another address or another role, the
 * customer is no longer told, or the milestone was taken back. Null: it is still wanted. A test is wanted by whoever asked for it.
 */
export async function whyUnwanted(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
): Promise<Unwanted | null> {
  const { rows } = await db.execute<{ why: Unwanted | null }>(sql`
    select case
      when n.kind = 'test' then null
      when n.kind = 'customer' then case
        when not coalesce(c.enabled and exists (select from unnest(c.addresses) a where lower(a) = lower(n.address)), false) then 'contact'
        when not exists (select from event e where e.company_id = n.company_id and e.shipment_id = n.shipment_id
          and (e.milestone = split_part(n.cause_key, ' ', 1) and e.classifier = 'actual' or e.id::text = split_part(n.cause_key, ' ', 4)) and not exists (
            select from event v where v.company_id = e.company_id and v.shipment_id = e.shipment_id and v.voids_identity = e.identity))
          then 'taken_back' end
      when not coalesce(s.enabled, false) then 'subscription'
      when n.user_id is not null and not coalesce(u.disabled_at is null and (s.role is null or s.role = u.role)
        and (n.channel <> 'email' or lower(u.email) = lower(n.address)), false) then 'person'
      end as why
    from notice n
    left join subscription s on s.company_id = n.company_id and s.id = n.subscription_id
    left join app_user u on u.company_id = n.company_id and u.id = n.user_id
    left join lateral (select x.enabled, x.addresses from notice_contact x where x.company_id = n.company_id
      and n.receiver = 'customer:' || x.customer order by x.version desc limit 1) c on n.kind = 'customer'
    where n.company_id = ${companyId} and n.id = ${id}`);
  return rows[0]?.why ?? null;
}
