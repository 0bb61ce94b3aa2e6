import type pg from "pg";

export interface Commanded {
  /** References of the bills, each its own. */
  readonly bills: readonly string[];
  readonly orderIds: readonly number[];
}

export interface PushVerdict {
  readonly commanded: number;
  readonly missing: number;
  readonly doubled: number;
  readonly findings: readonly string[];
}

/** Of each commanded bill: how many moves carry its reference, and what they hold together. Cancelled ones count: nobody cancels here. */
const BILLS = `
  select r.ref, count(m.id)::int as moves, count(m.id) filter (where m.state = 'posted')::int as posted,
    coalesce(sum(m.amount_total), 0)::float as total,
    coalesce(sum((select count(*) from account_move_line l where l.move_id = m.id and l.display_type = 'product')), 0)::int as lines
  from unnest($1::text[]) as r (ref)
  left join account_move m on m.ref = r.ref and m.move_type = 'in_invoice'
  group by r.ref`;

const INVOICES = `
  select o.id, count(distinct l.move_id)::int as moves,
    (select bool_and(s.qty_invoiced = s.qty_delivered) from sale_order_line s where s.order_id = o.id) as whole
  from unnest($1::int[]) as o (id)
  left join sale_order_line s on s.order_id = o.id
  left join sale_order_line_invoice_rel r on r.order_line_id = s.id
  left join account_move_line l on l.id = r.invoice_line_id
  group by o.id`;

export const BILL_TOTAL = 151;
export const BILL_LINES = 2;

/** Counts in Odoo's own tables: every commanded bill and every order's invoice exactly once, and whole. */
export async function judgePush(odoo: pg.Client, { bills, orderIds }: Commanded): Promise<PushVerdict> {
  const findings: string[] = [];
  let missing = 0;
  let doubled = 0;
  const { rows: billRows } = await odoo.query(BILLS, [bills]);
  for (const { ref, moves, posted, total, lines } of billRows) {
    if (moves === 0 || posted === 0) missing += 1;
    else if (moves > 1 || lines !== BILL_LINES || Math.abs(total - BILL_TOTAL) > 0.001) doubled += 1;
    else continue;
    findings.push(`bill ${ref}: ${moves} moves, ${posted} posted, ${lines} lines, ${total} in all`);
  }
  const { rows: orderRows } = await odoo.query(INVOICES, [orderIds]);
  for (const { id, moves, whole } of orderRows) {
    if (moves === 0) missing += 1;
    else if (moves > 1 || !whole) doubled += 1;
    else continue;
    findings.push(`order ${id}: ${moves} invoices${whole ? "" : ", not what was delivered"}`);
  }
  return { commanded: bills.length + orderIds.length, missing, doubled, findings };
}
