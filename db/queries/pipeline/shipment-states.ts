import { sql } from "drizzle-orm";
import type { KeptClock } from "@/lib/domain/clock/clock";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { shipmentState } from "../../schema/shipment";

export type ShipmentStateRow = Omit<typeof shipmentState.$inferSelect, "version">;

/** What the counts said of a shipment before: one key per thing it is counted under. */
export interface CountedShipment {
  readonly shipmentId: string;
  readonly attentionKind: string;
  readonly stage: string;
  readonly open: boolean;
  readonly clocks: readonly KeptClock[] | null;
}

export interface KnownShipment extends CountedShipment {
  /** When it was looked at last, in milliseconds since 1970. */
  readonly foldedMs: number;
  readonly customer: string | null;
  readonly carrier: string | null;
}

export async function readCounted(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<Map<string, KnownShipment>> {
  if (shipmentIds.length === 0) return new Map();
  const { rows } = await db.execute<KnownShipment & Record<string, unknown>>(sql`
    select shipment_id as "shipmentId", attention_kind as "attentionKind", stage, open, clocks, customer, carrier,
      (extract(epoch from folded_at) * 1000)::float8 as "foldedMs"
    from shipment_state
    where company_id = ${companyId} and shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))`);
  return new Map(rows.map((row) => [row.shipmentId, row]));
}

const COLUMNS = `company_id, shipment_id, number, status, stage, open, customer, carrier, mode, origin, destination, pickup_at, delivery_due_at,
  eta_at, delivered_at, last_event_at, attention_kind, board_key, recheck_at, event_count, view, clocks, state_hash, folded_at`;
// A look too early is harmless, and leaving the indexed column alone lets Postgres update the row in place (HOT).
const KEEP_RECHECK = `recheck_at = case when shipment_state.recheck_at > excluded.folded_at and shipment_state.recheck_at <= excluded.recheck_at
  then shipment_state.recheck_at else excluded.recheck_at end`;
const SET = COLUMNS.split(",")
  .map((name) => name.trim())
  .filter((name) => name !== "company_id" && name !== "shipment_id");

/** Writes the projection of these shipments; the version grows only through here. */
export async function upsertShipmentStates(db: Executor, rows: readonly ShipmentStateRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    await db.execute(sql`
      insert into shipment_state (${sql.raw(COLUMNS)}, version)
      select ${sql.raw(COLUMNS)}, 1 from json_to_recordset(${jsonParameter(rows.slice(start, start + 500).map(toRecord))}::json) as given(
        company_id integer, shipment_id uuid, number text, status text, stage text, open boolean, customer text, carrier text, mode text,
        origin text, destination text, pickup_at timestamptz, delivery_due_at timestamptz, eta_at timestamptz, delivered_at timestamptz,
        last_event_at timestamptz, attention_kind text, board_key bigint, recheck_at timestamptz, event_count integer, view jsonb, clocks jsonb,
        state_hash text, folded_at timestamptz)
      on conflict (company_id, shipment_id) do update set
        ${sql.raw(SET.map((name) => (name === "recheck_at" ? KEEP_RECHECK : `${name} = excluded.${name}`)).join(", "))}, version = shipment_state.version + 1`);
  }
}

function toRecord(row: ShipmentStateRow): Record<string, unknown> {
  return {
    company_id: row.companyId,
    shipment_id: row.shipmentId,
    number: row.number,
    status: row.status,
    stage: row.stage,
    open: row.open,
    customer: row.customer,
    carrier: row.carrier,
    mode: row.mode,
    origin: row.origin,
    destination: row.destination,
    pickup_at: row.pickupAt,
    delivery_due_at: row.deliveryDueAt,
    eta_at: row.etaAt,
    delivered_at: row.deliveredAt,
    last_event_at: row.lastEventAt,
    attention_kind: row.attentionKind,
    board_key: row.boardKey,
    recheck_at: row.recheckAt,
    event_count: row.eventCount,
    view: row.view,
    clocks: row.clocks,
    state_hash: row.stateHash,
    folded_at: row.foldedAt,
  };
}

/** Adds to the kept counts. One slot a writer, so that writers never wait for each other. */
export async function addToCounts(
  db: Executor,
  companyId: number,
  slot: number,
  deltas: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...deltas]
    .filter(([, delta]) => delta !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, delta]) => ({ key, delta }));
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into shipment_count (company_id, key, slot, count)
    select ${companyId}, key, ${slot}, delta from json_to_recordset(${jsonParameter(rows)}::json) as given(key text, delta bigint)
    on conflict (company_id, key, slot) do update set count = shipment_count.count + excluded.count`);
}

/** Remembers customers and carriers a filter offers. */
export async function addFacets(
  db: Executor,
  companyId: number,
  facets: readonly { facet: "customer" | "carrier"; value: string }[],
): Promise<void> {
  if (facets.length === 0) return;
  await db.execute(sql`
    insert into shipment_facet (company_id, facet, value)
    select ${companyId}, facet, value from json_to_recordset(${jsonParameter(facets)}::json) as given(facet text, value text)
    order by facet, value on conflict do nothing`);
}
