import { sql } from "drizzle-orm";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

interface BlockingException {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly summary: string;
  readonly shipmentNumber: string;
}

/** Exceptions of these kinds about these shipments that nobody has closed. */
export async function selectBlockingExceptions(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
  kinds: readonly ExceptionKind[],
): Promise<BlockingException[]> {
  if (shipmentIds.length === 0) return [];
  const { rows } = await db.execute<BlockingException & Record<string, unknown>>(sql`
    select id, kind, summary, subject_label as "shipmentNumber" from exception
    where company_id = ${companyId} and state in ('open', 'acknowledged', 'snoozed')
      and shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))
      and kind = any(array(select value from json_array_elements_text(${jsonParameter(kinds)}::json)))
    order by since_at, id limit 20`);
  return rows;
}
