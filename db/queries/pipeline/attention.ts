import { sql } from "drizzle-orm";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { CountedShipment } from "./shipment-states";

export interface DueShipment extends CountedShipment {
  readonly companyId: number;
  readonly view: ShipmentView;
}

/**
 * Shipments whose verdict the clock alone has changed, taken for this transaction. The shipment is locked as a batch locks it: what
 * one of the two counts as "before" must be what the other left.
 */
export async function takeDue(tx: Transaction, now: Date, limit: number): Promise<DueShipment[]> {
  const { rows } = await tx.execute<DueShipment & Record<string, unknown>>(sql`
    select s.company_id as "companyId", s.shipment_id as "shipmentId", s.attention_kind as "attentionKind", s.stage, s.open, s.view
    from shipment_state s join shipment on shipment.company_id = s.company_id and shipment.id = s.shipment_id
    where s.recheck_at is not null and s.recheck_at <= ${now.toISOString()}::timestamptz
    order by s.recheck_at limit ${limit} for update skip locked`);
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
