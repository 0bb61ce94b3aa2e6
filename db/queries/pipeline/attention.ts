import { sql } from "drizzle-orm";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { CountedShipment } from "./shipment-states";

export interface DueShipment extends CountedShipment {
  readonly companyId: number;
  readonly view: ShipmentView;
}

/** Shipments whose verdict the clock alone has changed, taken for this transaction. */
export async function takeDue(tx: Transaction, now: Date, limit: number): Promise<DueShipment[]> {
  const { rows } = await tx.execute<DueShipment & Record<string, unknown>>(sql`
    select company_id as "companyId", shipment_id as "shipmentId", attention_kind as "attentionKind", stage, open, view from shipment_state
    where recheck_at is not null and recheck_at <= ${now.toISOString()}::timestamptz order by recheck_at limit ${limit} for update skip locked`);
  return rows;
}

export interface AttentionRow {
  readonly companyId: number;
  readonly shipmentId: string;
  readonly attentionKind: string;
  readonly boardKey: number;
  readonly recheckAt: Date | null;
}

export async function writeAttention(tx: Transaction, rows: readonly AttentionRow[]): Promise<void> {
  const given = rows.map((row) => ({
    company_id: row.companyId,
    shipment_id: row.shipmentId,
    kind: row.attentionKind,
    board_key: row.boardKey,
    recheck_at: row.recheckAt,
  }));
  await tx.execute(sql`
    update shipment_state s set attention_kind = g.kind, board_key = g.board_key, recheck_at = g.recheck_at, version = s.version + 1
    from json_to_recordset(${jsonParameter(given)}::json) as g(company_id integer, shipment_id uuid, kind text, board_key bigint, recheck_at timestamptz)
    where s.company_id = g.company_id and s.shipment_id = g.shipment_id`);
}
