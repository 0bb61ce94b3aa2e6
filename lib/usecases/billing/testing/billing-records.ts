type Records = Record<string, Record<string, unknown>>;

/** Records of Odoo as the mirror holds them, for tests about bills. The company counts in USD. */
export function company(): Records {
  return {
    "res.company,1": { name: "Our Company", currency_id: [1, "USD"] },
    "res.currency,1": { name: "USD" },
    "product.product,5": { name: "Pallet", invoice_policy: "delivery", list_price: 10 },
  };
}

export function saleOrder(id: number, given: Record<string, unknown> = {}): Records {
  return {
    [`sale.order,${id}`]: {
      ...{ name: `S${String(id).padStart(5, "0")}`, state: "sale", date_order: "2026-11-01 09:00:00" },
      ...{ company_id: [1, "Our Company"], currency_id: [1, "USD"], client_order_ref: false, ...given },
    },
  };
}

interface LineWish {
  readonly delivered: number;
  readonly invoiced?: number;
  readonly price: number;
  readonly discount?: number;
  readonly currency?: string;
  readonly ordered?: number;
}

/** A line billed by what is delivered. */
export function billedLine(id: number, orderId: number, wish: LineWish): Records {
  const { delivered, invoiced = 0, price, discount = 0, currency = "USD", ordered = 10 } = wish;
  return {
    [`sale.order.line,${id}`]: {
      ...{
        order_id: [orderId, `S${orderId}`],
        product_id: [5, "Pallet"],
        state: "sale",
        display_type: false,
      },
      ...{ product_uom_qty: ordered, qty_delivered: delivered, qty_invoiced: invoiced },
      ...{ qty_to_invoice: delivered - invoiced, price_unit: price, discount, is_delivery: false },
      price_subtotal: Math.round(ordered * price * (100 - discount)) / 100,
      currency_id: [currency === "USD" ? 1 : 2, currency],
    },
  };
}

interface DeliveryWish {
  readonly state: string;
  /** When it was done, as Odoo writes it. */
  readonly doneAt?: string;
  /** Stock moves by id: what they took of which line. */
  readonly moves: Readonly<Record<number, { readonly line: number; readonly quantity: number }>>;
}

export function outgoing(id: number, orderId: number, { state, doneAt, moves }: DeliveryWish): Records {
  const done = state === "done";
  const moved = Object.entries(moves).map(([moveId, { line, quantity }]) => [
    `stock.move,${moveId}`,
    {
      ...{ picking_id: [id, `WH/OUT/${id}`], sale_line_id: [line, "line"], state, quantity },
      ...{ product_uom_qty: quantity, product_id: [5, "Pallet"], company_id: [1, "Our Company"] },
    },
  ]);
  return {
    [`stock.picking,${id}`]: {
      ...{ name: `WH/OUT/${id}`, state, picking_type_code: "outgoing", sale_id: [orderId, `S${orderId}`] },
      ...{ company_id: [1, "Our Company"], date_done: done ? (doneAt ?? "2026-11-18 09:00:00") : false },
      ...{ return_id: false, create_date: "2026-11-02 09:00:00" },
    },
    ...Object.fromEntries(moved),
  };
}
