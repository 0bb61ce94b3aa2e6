import type { OrderStory } from "./order-story";
import { added, exactly, odooDate } from "./session";
import { type Case, type Desk, eachBatch, groupedBy, isDue } from "./standing";

const AT_ONCE = 25;

/** Invoices for what was delivered, as drafts. @returns how many were made. */
export async function draftInvoices(desk: Desk, cases: readonly Case[]): Promise<number> {
  const due = cases.filter(
    ({ story, standing }) =>
      isDue(desk, story.invoice?.draftedAt) && standing.delivery?.state === "done" && !standing.invoice,
  );
  const make = (batch: readonly Case[]) => drawUp(desk, batch, { consolidated_billing: false });
  return (await eachBatch(desk, due, AT_ONCE, make, ({ story }) => `invoicing ${story.name}`)).length;
}

export async function postInvoices(desk: Desk, cases: readonly Case[]): Promise<number> {
  const due = cases.flatMap(({ story, standing }) => {
    const at = story.invoice?.postedAt ?? null;
    const { invoice } = standing;
    return at !== null && isDue(desk, at) && invoice?.state === "draft"
      ? [{ id: invoice.id, at, story }]
      : [];
  });
  return post(desk, due);
}

/** Customers pay. One register a day, as somebody books a bank statement. */
export async function bookPayments(desk: Desk, cases: readonly Case[]): Promise<number> {
  const due = cases.filter(({ story, standing }) => {
    const { invoice } = standing;
    const isOpen = invoice?.state === "posted" && invoice.payment_state === "not_paid";
    return isOpen && isDue(desk, story.invoice?.paidAt);
  });
  const days = groupedBy(due, ({ story }) => odooDate(story.invoice?.paidAt ?? 0));
  let booked = 0;
  for (const [day, paid] of days) {
    const book = async (batch: readonly Case[]) => {
      const context = {
        active_model: "account.move",
        active_ids: batch.flatMap(({ standing }) => standing.invoice?.id ?? []),
      };
      const values = { payment_date: day, group_payment: false };
      const register = await desk.odoo.call<number[]>("account.payment.register", "create", [[values]], {
        context,
      });
      await desk.odoo.call("account.payment.register", "action_create_payments", [register], { context });
    };
    booked += (await eachBatch(desk, paid, AT_ONCE, book, ({ story }) => `payment of ${story.name}`)).length;
  }
  return booked;
}

/** What came back is credited, once it was billed. @returns how many credit notes were drafted. */
export async function draftCreditNotes(desk: Desk, cases: readonly Case[]): Promise<number> {
  const due = cases.filter(
    ({ story, standing }) =>
      isDue(desk, story.goodsReturn?.creditedAt) &&
      standing.goodsReturn?.state === "done" &&
      standing.invoice?.state === "posted" &&
      !standing.creditNote,
  );
  const make = (batch: readonly Case[]) => drawUp(desk, batch, { deduct_down_payments: true });
  return (await eachBatch(desk, due, 1, make, ({ story }) => `crediting ${story.name}`)).length;
}

export async function postCreditNotes(desk: Desk, cases: readonly Case[]): Promise<number> {
  const due = cases.flatMap(({ story, standing }) => {
    const at = story.goodsReturn?.creditedAt ?? null;
    const { creditNote } = standing;
    return at !== null && creditNote?.state === "draft" ? [{ id: creditNote.id, at, story }] : [];
  });
  return post(desk, due);
}

interface Postable {
  readonly id: number;
  readonly at: number;
  readonly story: OrderStory;
}

async function post({ odoo, ...rest }: Desk, due: readonly Postable[]): Promise<number> {
  for (const { id, at } of due) {
    await odoo.call("account.move", "write", [[id], { invoice_date: odooDate(at) }]);
  }
  const click = async (batch: readonly Postable[]) => {
    await odoo.call("account.move", "action_post", [batch.map(({ id }) => id)]);
  };
  const done = await eachBatch(
    { odoo, ...rest },
    due,
    AT_ONCE,
    click,
    ({ story }) => `posting for ${story.name}`,
  );
  return done.length;
}

async function drawUp(
  { odoo }: Desk,
  batch: readonly Case[],
  how: Readonly<Record<string, boolean>>,
): Promise<void> {
  const orders = exactly(batch.map(({ standing }) => standing.orderId));
  const values = { sale_order_ids: orders, advance_payment_method: "delivered", ...how };
  const wizard = await odoo.call<number[]>("sale.advance.payment.inv", "create", [[values]]);
  await odoo.call("sale.advance.payment.inv", "create_invoices", [wizard]);
}

/** Carriers' invoices that bookkeeping enters by hand; their number tells whether it was done. */
export async function enterCarrierBills(desk: Desk, cases: readonly Case[]): Promise<number> {
  const { odoo } = desk;
  const due = cases.filter(({ story, standing }) => isDue(desk, story.carrierBill?.at) && standing.delivery);
  if (due.length === 0) return 0;
  const numbers = due.flatMap(({ story }) => story.carrierBill?.number ?? []);
  const known = await odoo.searchRead<{ ref: string }>(
    "account.move",
    [
      ["move_type", "=", "in_invoice"],
      ["ref", "in", numbers],
    ],
    ["ref"],
  );
  const entered = new Set(known.map(({ ref }) => ref));
  const missing = due.filter(({ story }) => !entered.has(story.carrierBill?.number ?? ""));
  const enter = async (batch: readonly Case[]) => {
    const bills = batch.map((one) => billValues(desk, one));
    const ids = await odoo.call<number[]>("account.move", "create", [bills]);
    await odoo.call("account.move", "action_post", [ids]);
  };
  return (await eachBatch(desk, missing, AT_ONCE, enter, ({ story }) => `bill for ${story.name}`)).length;
}

function billValues({ masters }: Desk, { story, standing }: Case) {
  const { carrierBill, plan } = story;
  const carrier = masters.carriers.get(plan.carrier.scac);
  const line = {
    product_id: carrier?.service,
    name: `Freight ${plan.id}, PRO ${plan.pro}`,
    quantity: 1,
    price_unit: (carrierBill?.amountMinor ?? 0) / 100,
    tax_ids: exactly([]),
  };
  return {
    move_type: "in_invoice",
    partner_id: carrier?.vendor,
    ref: carrierBill?.number,
    invoice_origin: standing.delivery?.name,
    invoice_date: odooDate(carrierBill?.at ?? 0),
    invoice_line_ids: [added(line)],
  };
}
