import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface DeliveryKey {
  readonly companyId: number;
  readonly connectionId: string;
  readonly deliveryKey: string;
}

export interface DeliveryHolder {
  readonly messageId: string;
  readonly sha256: Buffer;
}

/** Who first came under each key, in the order asked. Undefined: nobody. */
export async function findDeliveryHolders(
  db: Executor,
  keys: readonly DeliveryKey[],
): Promise<(DeliveryHolder | undefined)[]> {
  if (keys.length === 0) return [];
  const asked = keys.map((key, ordinal) => ({
    ordinal,
    company_id: key.companyId,
    connection_id: key.connectionId,
    delivery_key: key.deliveryKey,
  }));
  const result = await db.execute<{ ordinal: number; message_id: string; sha256: Buffer }>(sql`
    select asked.ordinal, held.message_id, held.sha256
    from json_to_recordset(${jsonParameter(asked)}::json)
      as asked (ordinal integer, company_id integer, connection_id uuid, delivery_key text)
    join delivery_identity held
      on held.company_id = asked.company_id
      and held.connection_id = asked.connection_id
      and held.delivery_key = asked.delivery_key collate "C"`);
  const holders: (DeliveryHolder | undefined)[] = keys.map(() => undefined);
  for (const row of result.rows) holders[row.ordinal] = { messageId: row.message_id, sha256: row.sha256 };
  return holders;
}
