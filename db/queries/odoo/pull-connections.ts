import { sql } from "drizzle-orm";
import type { OdooFields, OdooSettings } from "@/lib/domain/odoo/connection";
import type { Executor } from "../../client";

export interface PullConnection {
  readonly companyId: number;
  readonly connectionId: string;
  readonly settings: OdooSettings;
  readonly fields: OdooFields;
  /** Models whose reading is scheduled. */
  readonly scheduled: number;
  /** A model is due, or a record somebody hinted at. */
  readonly hasWork: boolean;
}

/**
 * Odoo connections that can be read: switched on, with a reader's key and known fields, and not shut off by their breaker. Without any Odoo this
 * reads one empty table.
 */
export async function listPullConnections(db: Executor, now: Date): Promise<PullConnection[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await db.execute<PullConnection & Record<string, unknown>>(sql`
    select o.company_id as "companyId", o.connection_id as "connectionId", o.settings, o.fields,
      (select count(*) from odoo_pull p where p.company_id = o.company_id and p.connection_id = o.connection_id) as scheduled,
      exists (select from odoo_pull p where p.company_id = o.company_id and p.connection_id = o.connection_id and p.next_poll_at <= ${at}
        and (p.leased_until is null or p.leased_until <= ${at}))
      or exists (select from odoo_hint h where h.company_id = o.company_id and h.connection_id = o.connection_id and h.read_after <= ${at})
        and not exists (select from odoo_pull p where p.company_id = o.company_id and p.connection_id = o.connection_id
          and p.error_class = 'authentication' and p.next_poll_at > ${at})
      as "hasWork"
    from odoo_connection o join connection c on c.company_id = o.company_id and c.id = o.connection_id
    left join connection_breaker b on b.company_id = o.company_id and b.connection_id = o.connection_id
    where c.enabled and o.reader_key_sealed is not null and o.fields is not null
      and (b.state is null or b.state = 'closed' or b.retry_at <= ${at})
    order by o.company_id, o.connection_id`);
  return rows;
}

/** Lets everything of this Odoo rest until then: a key that is wrong does not mend itself, and trying it over and over locks accounts. */
export async function restReading(
  db: Executor,
  owner: { readonly companyId: number; readonly connectionId: string },
  until: Date,
): Promise<void> {
  await db.execute(sql`
    update odoo_pull set next_poll_at = greatest(next_poll_at, ${until.toISOString()}::timestamptz)
    where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}`);
}
