import { sql } from "drizzle-orm";
import type { BreakerState } from "@/lib/domain/connection/breaker";
import type { OdooSettings, OdooTransportKind } from "@/lib/domain/odoo/connection";
import type { Executor } from "../../client";

export interface OdooReadingRow {
  readonly connectionId: string;
  readonly baseUrl: string;
  readonly database: string;
  readonly serverVersion: string | null;
  readonly transport: OdooTransportKind | null;
  readonly readerLogin: string | null;
  readonly hasReaderKey: boolean;
  readonly readerKeyExpiresAt: string | null;
  readonly actorLogin: string | null;
  readonly hasActorKey: boolean;
  readonly actorKeyExpiresAt: string | null;
  readonly hintsEnabled: boolean;
  readonly settings: OdooSettings;
  readonly checkedAt: string | null;
  readonly version: number;
  readonly breakerState: BreakerState | null;
  readonly failures: number | null;
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly openedAt: string | null;
  readonly retryAt: string | null;
  readonly succeededAt: string | null;
  readonly pulls: readonly PullRow[];
}

/** Where the reading of one model stands; moments as JSON has them. */
export interface PullRow {
  readonly model: string;
  readonly expectedCount: number | null;
  readonly loadStartedAt: string | null;
  readonly loadedAt: string | null;
  readonly recordCount: number;
  readonly polledAt: string | null;
  readonly changedAt: string | null;
  readonly sweptAt: string | null;
  readonly idSweptAt: string | null;
  readonly nextPollAt: string;
  readonly errorClass: string | null;
  /** Of the last look; else why ids could not be compared. */
  readonly error: string | null;
  readonly errorAt: string | null;
}

/** The Odoo connections of a company, or one of them, each with its breaker and the reading of its models: some twenty rows. Never a key. */
export async function selectOdooReading(
  db: Executor,
  { companyId, connectionId }: { companyId: number; connectionId: string | null },
): Promise<OdooReadingRow[]> {
  const { rows } = await db.execute<OdooReadingRow & Record<string, unknown>>(sql`
    select o.connection_id as "connectionId", o.base_url as "baseUrl", o.database, o.server_version as "serverVersion", o.transport,
      o.reader_login as "readerLogin", o.reader_key_sealed is not null as "hasReaderKey", o.reader_key_expires_at::text as "readerKeyExpiresAt",
      o.actor_login as "actorLogin", o.actor_key_sealed is not null as "hasActorKey", o.actor_key_expires_at::text as "actorKeyExpiresAt",
      o.hints_enabled as "hintsEnabled", o.settings, o.checked_at::text as "checkedAt", o.version,
      b.state as "breakerState", b.failures, b.error_class as "errorClass", b.error, b.opened_at::text as "openedAt",
      b.retry_at::text as "retryAt", b.succeeded_at::text as "succeededAt", coalesce(pulls.rows, '[]') as pulls
    from odoo_connection o
    left join connection_breaker b on b.company_id = o.company_id and b.connection_id = o.connection_id
    cross join lateral (
      select json_agg(json_build_object('model', p.model, 'expectedCount', p.expected_count, 'loadStartedAt', p.load_started_at,
        'loadedAt', p.loaded_at, 'recordCount', p.record_count, 'polledAt', p.polled_at, 'changedAt', p.changed_at, 'sweptAt', p.swept_at,
        'idSweptAt', p.id_swept_at, 'nextPollAt', p.next_poll_at, 'errorClass', p.error_class, 'error', coalesce(p.error, p.id_sweep_error),
        'errorAt', coalesce(p.error_at, p.id_sweep_failed_at))) as rows
      from odoo_pull p where p.company_id = o.company_id and p.connection_id = o.connection_id) pulls
    where o.company_id = ${companyId} and (${connectionId}::uuid is null or o.connection_id = ${connectionId}::uuid)`);
  return rows;
}

export interface HintsWaiting {
  readonly waiting: number;
  readonly lastAt: string | null;
}

/** Hints that were not followed yet, none counted beyond `limit`, and the newest of them. */
export async function selectHintsWaiting(
  db: Executor,
  { companyId, connectionId, limit }: { companyId: number; connectionId: string; limit: number },
): Promise<HintsWaiting> {
  const { rows } = await db.execute<HintsWaiting & Record<string, unknown>>(sql`
    select count(*)::int as waiting, max(hinted_at)::text as "lastAt" from (
      select hinted_at from odoo_hint where company_id = ${companyId} and connection_id = ${connectionId} limit ${limit}) h`);
  return rows[0] ?? { waiting: 0, lastAt: null };
}

/** Odoo's companies as mirrored, by name. */
export async function selectOdooCompanies(
  db: Executor,
  { companyId, connectionId, limit }: { companyId: number; connectionId: string; limit: number },
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  const { rows } = await db.execute<{ id: number; name: string }>(sql`
    select odoo_id as id, coalesce(name, odoo_id::text) as name from odoo_record
    where company_id = ${companyId} and connection_id = ${connectionId} and model = 'res.company' and deleted_at is null
    order by 2 limit ${limit}`);
  return rows;
}
