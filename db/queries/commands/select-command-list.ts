import { type SQL, sql } from "drizzle-orm";
import type { CommandKind, CommandPayload, CommandResult } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { Executor } from "../../client";

export interface CommandPosition {
  /** Place of the state in `states`. */
  readonly rank: number;
  /** As Postgres writes it, microseconds included: a JavaScript date would lose the place. */
  readonly requestedAt: string;
  readonly id: string;
}

export interface CommandNarrowing {
  readonly companyId: number;
  /** In the order of the list. */
  readonly states: readonly CommandState[];
  /** No index carries these with the state: at most `scanLimit` commands of each state are looked through. */
  readonly kind?: CommandKind;
  readonly connectionId?: string;
}

export interface CommandPage {
  readonly after?: CommandPosition;
  readonly before?: CommandPosition;
  readonly limit: number;
  readonly scanLimit: number;
}

export interface CommandListRow {
  readonly id: string;
  readonly rank: number;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly baseUrl: string | null;
  readonly serverVersion: string | null;
  readonly operationKey: string;
  readonly kind: CommandKind;
  readonly documentKey: string;
  /** Only of the kinds that state an amount: reading fifty attachments for a list would cost 10 MiB each. */
  readonly amountPayload: CommandPayload | null;
  readonly state: CommandState;
  readonly attempts: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly nextTryAt: string | null;
  readonly result: CommandResult | null;
  readonly error: string | null;
}

/** What a list and a page of commands read of each, beside their rank. */
export const COMMAND_COLUMNS = sql`k.id, k.connection_id as "connectionId", c.name as "connectionName", o.base_url as "baseUrl",
  o.server_version as "serverVersion", k.operation_key as "operationKey", k.kind, k.document_key as "documentKey",
  case when k.kind in ('vendor_bill', 'accrual_entry') then k.payload end as "amountPayload", k.state, k.attempts,
  k.requested_by as "requestedBy", k.requested_at::text as "requestedAt", k.next_try_at::text as "nextTryAt", k.result, k.error`;

export const COMMAND_JOINS = sql`join connection c on c.company_id = k.company_id and c.id = k.connection_id
  left join odoo_connection o on o.company_id = k.company_id and o.connection_id = k.connection_id`;

/**
 * One page by key, states in order and the newest first within each. A state is a range of the index on
 * (company, state, requested_at, id), so a page costs the same at the start and at the end; rows come nearest first.
 */
export async function selectCommandList(
  db: Executor,
  narrowing: CommandNarrowing,
  page: CommandPage,
): Promise<CommandListRow[]> {
  const backwards = page.before !== undefined && page.after === undefined;
  const ranges = narrowing.states
    .map((state) => stateRange(state, narrowing, page, backwards))
    .filter((range) => range !== null);
  if (ranges.length === 0) return [];
  return selectRows(db, narrowing, sql`(${sql.join(ranges, sql` union all `)})`, backwards, page.limit);
}

/** Commands whose operation key, document or result begins with a text: three index ranges, each stopping at `limit`. */
export async function findCommands(
  db: Executor,
  narrowing: CommandNarrowing,
  text: string,
  limit: number,
): Promise<CommandListRow[]> {
  const within = (column: SQL) => sql`(select id from command where company_id = ${narrowing.companyId}
    and ${column} >= ${text} and ${column} < ${`${text}\u{10FFFF}`} limit ${limit})`;
  const found = sql`(select k.* from command k where k.company_id = ${narrowing.companyId}
    and k.id = any(array(${within(sql`operation_key`)} union ${within(sql`document_key`)}
      union ${within(sql`((result ->> 'name') collate "C")`)}))
    and k.state = any(${sql.param([...narrowing.states])}::text[]) and ${residual(narrowing)})`;
  return selectRows(db, narrowing, found, false, limit);
}

/** The newest commands of one shipment. */
export async function selectShipmentCommands(
  db: Executor,
  { companyId, shipmentId, limit }: { companyId: number; shipmentId: string; limit: number },
): Promise<CommandListRow[]> {
  const { rows } = await db.execute<CommandListRow & Record<string, unknown>>(sql`
    select ${COMMAND_COLUMNS}, 0 as rank from command k ${COMMAND_JOINS}
    where k.company_id = ${companyId} and k.shipment_id = ${shipmentId}
    order by k.requested_at desc, k.id desc limit ${limit}`);
  return rows;
}

async function selectRows(
  db: Executor,
  { companyId, states }: CommandNarrowing,
  source: SQL,
  backwards: boolean,
  limit: number,
) {
  const rank = sql`array_position(${sql.param([...states])}::text[], k.state)`;
  const order = backwards
    ? sql`order by ${rank} desc, k.requested_at, k.id`
    : sql`order by ${rank}, k.requested_at desc, k.id desc`;
  const { rows } = await db.execute<CommandListRow & Record<string, unknown>>(sql`
    select ${COMMAND_COLUMNS}, ${rank} as rank
    from (select k.* from ${source} k ${order} limit ${limit}) k ${COMMAND_JOINS}
    where k.company_id = ${companyId} ${order}`);
  return rows;
}

function stateRange(
  state: CommandState,
  narrowing: CommandNarrowing,
  page: CommandPage,
  backwards: boolean,
): SQL | null {
  const position = page.after ?? page.before;
  const rank = narrowing.states.indexOf(state) + 1;
  if (position && (backwards ? rank > position.rank : rank < position.rank)) return null;
  const order = backwards ? sql`order by requested_at, id` : sql`order by requested_at desc, id desc`;
  const range = (limit: number) => sql`select * from command where company_id = ${narrowing.companyId}
    and state = ${state} and ${placeCondition(rank, position, backwards)} ${order} limit ${limit}`;
  if (!narrowing.kind && !narrowing.connectionId) return sql`(${range(page.limit)})`;
  return sql`(select * from (${range(page.scanLimit)}) k where ${residual(narrowing)} ${order} limit ${page.limit})`;
}

function placeCondition(rank: number, position: CommandPosition | undefined, backwards: boolean): SQL {
  if (position?.rank !== rank) return sql`true`;
  const place = sql`(${position.requestedAt}::timestamptz, ${position.id}::uuid)`;
  return backwards ? sql`(requested_at, id) > ${place}` : sql`(requested_at, id) < ${place}`;
}

function residual({ kind, connectionId }: CommandNarrowing): SQL {
  const conditions = [sql`true`];
  if (kind) conditions.push(sql`k.kind = ${kind}`);
  if (connectionId) conditions.push(sql`k.connection_id = ${connectionId}`);
  return sql.join(conditions, sql` and `);
}
