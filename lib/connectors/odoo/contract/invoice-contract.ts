import { beforeAll, describe, expect, it } from "vitest";
import { type ContractOrder, makeOrder, ship, takeBack } from "./contract-documents";
import { type ContractWorld, TRANSPORTS } from "./contract-world";

/** From a shipped order to a posted invoice and the credit of what came back. */
export function describeInvoices(worldOf: () => ContractWorld): void {
  describe.each(TRANSPORTS)("an invoice over %s", (kind) => {
    let order: ContractOrder;
    let invoiceId = 0;
    const client = () => worldOf().actor.clients[kind];
    const context = () => ({ allowed_company_ids: [worldOf().companyId] });
    const orderNow = async (...fields: string[]) =>
      (await client().read("sale.order", [order.orderId], fields)).records[0];
    const invoice = async (...fields: string[]) =>
      (await client().read("account.move", [invoiceId], fields)).records[0];
    const invoicesOf = (type: string) =>
      client().search("account.move", [
        ["line_ids.sale_line_ids.order_id", "=", order.orderId],
        ["move_type", "=", type],
      ]);
    const draft = async () => {
      const values = {
        sale_order_ids: [[6, 0, [order.orderId]]],
        advance_payment_method: "delivered",
        consolidated_billing: false,
      };
      const wizard = await client().create("sale.advance.payment.inv", values, context());
      return client().call("sale.advance.payment.inv", "create_invoices", [wizard], {}, context());
    };

    beforeAll(async () => {
      order = await makeOrder(worldOf());
    });

    it("is refused while nothing was delivered", async () => {
      await expect(draft()).rejects.toMatchObject({
        kind: "rejected_by_target",
        details: { exception: "odoo.exceptions.UserError" },
      });
    });

    it("is made as a draft from what was delivered, and the order counts as invoiced at once", async () => {
      await ship(worldOf(), order.pickingId, 5);
      expect(await orderNow("invoice_status")).toMatchObject({ invoice_status: "to invoice" });
      await draft();
      const found = await invoicesOf("out_invoice");
      expect(found).toHaveLength(1);
      invoiceId = found[0] ?? 0;
      expect(await orderNow("invoice_status")).toMatchObject({ invoice_status: "invoiced" });
      expect(await invoice("state", "invoice_origin", "amount_untaxed", "payment_state")).toMatchObject({
        state: "draft",
        invoice_origin: order.orderName,
        amount_untaxed: 50,
      });
    });

    it("is not made a second time", async () => {
      await expect(draft()).rejects.toMatchObject({ kind: "rejected_by_target" });
      expect(await invoicesOf("out_invoice")).toEqual([invoiceId]);
    });

    it("is posted once: the second time Odoo says that it must be in draft", async () => {
      await client().write("account.move", [invoiceId], { invoice_date: "2026-11-20" }, context());
      const answer = await client().call("account.move", "action_post", [invoiceId], {}, context());
      expect(answer).toBe(false);
      expect(await invoice("state", "name", "invoice_date")).toMatchObject({
        state: "posted",
        invoice_date: "2026-11-20",
      });
      const again = client().call("account.move", "action_post", [invoiceId], {}, context());
      await expect(again).rejects.toMatchObject({
        kind: "rejected_by_target",
        message: expect.stringContaining("draft"),
        details: { exception: "odoo.exceptions.UserError" },
      });
    });

    it("is credited for what came back", async () => {
      await takeBack(worldOf(), order.pickingId, 2);
      const [line] = await client().searchRead(
        "sale.order.line",
        [["order_id", "=", order.orderId]],
        ["qty_to_invoice"],
        { limit: 1 },
      );
      expect(line?.qty_to_invoice).toBe(-2);
      const values = { sale_order_ids: [[6, 0, [order.orderId]]] };
      const wizard = await client().create("sale.advance.payment.inv", values, context());
      await client().call("sale.advance.payment.inv", "create_invoices", [wizard], {}, context());
      const refunds = await invoicesOf("out_refund");
      expect(refunds).toHaveLength(1);
      const { records } = await client().read("account.move", refunds, ["state", "amount_untaxed"]);
      expect(records[0]).toMatchObject({ state: "draft", amount_untaxed: 20 });
    });
  });
}
