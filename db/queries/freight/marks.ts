import { type SQL, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { columnNames, jsonParameter } from "../../json";

export interface MarkedInvoice {
  readonly companyId: number;
  readonly invoiceId: string;
  readonly messageId: string;
  readonly document: number;
  readonly position: number;
}

const INTO_MARKS = sql`insert into freight_mark (company_id, invoice_id, message_id, document, position, marked_at)`;
const MARKED_AGAIN = sql`on conflict (company_id, invoice_id) do update set marked_at = excluded.marked_at, failure = null, retry_at = null`;
const uuids = (ids: readonly string[]) =>
  sql`= any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))`;

/** Puts bills that were just read, or read anew, on the list of those to audit; in the transaction that keeps what was read. */
export async function markReadInvoices(
  db: Executor,
  facts: readonly Pick<MarkedInvoice, "companyId" | "messageId" | "document" | "position">[],
): Promise<void> {
  const given = facts.map(({ companyId, messageId, document, position }) =>
    columnNames({ companyId, messageId, document, position }),
  );
  await db.execute(sql`
    ${INTO_MARKS} select company_id, md5(message_id || ' ' || document || ' ' || position)::uuid, message_id, document, position, now()
    from json_to_recordset(${jsonParameter(given)}::json) as g(company_id integer, message_id uuid, document integer, position integer)
    order by 1, 2 ${MARKED_AGAIN}`);
}

/** Marks open bills among these; what was decided stays as it was decided. */
const markWhere = (companyId: number, now: Date, condition: SQL) => sql`
  ${INTO_MARKS} select i.company_id, i.id, i.message_id, i.document, i.position, ${now.toISOString()}::timestamptz from freight_invoice i
  where i.company_id = ${companyId} and i.state = 'open' and ${condition} order by i.id ${MARKED_AGAIN}`;

/** Bills for these shipments, and bills that name a number of theirs. */
export async function markInvoicesOfShipments(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
  now: Date,
): Promise<void> {
  if (shipmentIds.length === 0) return;
  const ids = uuids(shipmentIds);
  await db.execute(
    markWhere(
      companyId,
      now,
      sql`i.id in (
        select m.invoice_id from freight_match m where m.company_id = ${companyId} and m.shipment_id ${ids}
        union select n.invoice_id from shipment_reference r join freight_number n on n.company_id = r.company_id and n.lookup = r.lookup
        where r.company_id = ${companyId} and r.shipment_id ${ids})`,
    ),
  );
}

/** Bills that share a number with this one: it may repeat them, or they it. */
export async function markInvoicesLike(
  tx: Transaction,
  companyId: number,
  invoiceId: string,
  now: Date,
): Promise<void> {
  await tx.execute(
    markWhere(
      companyId,
      now,
      sql`i.id <> ${invoiceId} and i.id in (
        select o.invoice_id from freight_number n join freight_number o on o.company_id = n.company_id and o.lookup = n.lookup
        where n.company_id = ${companyId} and n.invoice_id = ${invoiceId})`,
    ),
  );
}

/** Bills of a carrier, however it is written; null: of every carrier. */
export async function markInvoicesOfCarrier(
  tx: Transaction,
  companyId: number,
  carrier: string | null,
  now: Date,
): Promise<void> {
  const bare = (name: SQL) => sql`regexp_replace(upper(${name}), '[^[:alnum:]]', '', 'g')`;
  await tx.execute(
    markWhere(
      companyId,
      now,
      carrier === null ? sql`true` : sql`${bare(sql`i.carrier`)} = ${bare(sql`${carrier}::text`)}`,
    ),
  );
}

/** Bills to look at, longest waiting first, locked until commit; those another worker has are left to it. */
export async function claimFreightMarks(tx: Transaction, limit: number, now: Date): Promise<MarkedInvoice[]> {
  const { rows } = await tx.execute<MarkedInvoice & Record<string, unknown>>(sql`
    select company_id as "companyId", invoice_id as "invoiceId", message_id as "messageId", document, position from freight_mark
    where retry_at is null or retry_at <= ${now}::timestamptz order by marked_at limit ${limit} for update skip locked`);
  return rows;
}

/** Takes one off the list. */
export async function clearFreightMark(
  tx: Transaction,
  { companyId, invoiceId }: MarkedInvoice,
): Promise<void> {
  await tx.execute(
    sql`delete from freight_mark where company_id = ${companyId} and invoice_id = ${invoiceId}`,
  );
}

/** Keeps that a bill can't be audited, and why: it stays on the list. */
export async function noteUnaudited(
  tx: Transaction,
  { companyId, invoiceId }: MarkedInvoice,
  failure: string,
  retryAt: Date,
): Promise<void> {
  await tx.execute(sql`
    update freight_mark set failure = ${failure}, retry_at = ${retryAt} where company_id = ${companyId} and invoice_id = ${invoiceId}`);
}
