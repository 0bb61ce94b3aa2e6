import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, fieldOf, openStandIn, QUIETLY, sell } from "./testing/ask-stand-in";

describe("the books of the stand-in", () => {
  let odoo: Asked;
  beforeAll(async () => {
    odoo = await openStandIn();
  });
  afterAll(() => odoo.close());

  const invoice = async (order: number) => {
    const values = { sale_order_ids: [[6, 0, [order]]], consolidated_billing: false };
    const [wizard] = await odoo.ask<number[]>("sale.advance.payment.inv", "create", [[values]]);
    const opened = await odoo.ask<{ res_id: number }>("sale.advance.payment.inv", "create_invoices", [
      [wizard],
    ]);
    return opened.res_id;
  };
  const shipped = async (units: number) => {
    const sold = await sell(odoo, units);
    await odoo.ask("stock.picking", "button_validate", [[sold.delivery]], { context: QUIETLY });
    return sold;
  };
  const bill = (values: object) =>
    odoo.ask<number[]>("account.move", "create", [
      [
        {
          move_type: "in_invoice",
          invoice_line_ids: [[0, 0, { name: "Linehaul", quantity: 1, price_unit: 310 }]],
          ...values,
        },
      ],
    ]);

  it("bill what was delivered, once: a draft already counts as invoiced", async () => {
    const { order } = await shipped(5);
    const id = await invoice(order);
    expect(await fieldOf(odoo, "sale.order", order, "invoice_status")).toBe("invoiced");
    expect(await fieldOf(odoo, "account.move", id, "amount_total")).toBe(50);
    await expect(invoice(order)).rejects.toThrow(/No items are available to invoice/);
  });

  it("answer false to a posting that succeeded, and balance what they posted", async () => {
    const id = await invoice((await shipped(2)).order);
    expect(await odoo.ask("account.move", "action_post", [[id]])).toBe(false);
    expect(await fieldOf(odoo, "account.move", id, "name")).toMatch(/^INV\/\d{4}\/0000\d$/);
    const lines = await odoo.ask<{ balance: number }[]>("account.move.line", "search_read", [
      [["move_id", "=", id]],
      ["balance"],
    ]);
    expect(lines.map(({ balance }) => balance).sort()).toEqual([-20, 20]);
    await expect(odoo.ask("account.move", "unlink", [[id]])).rejects.toThrow(/delete a posted journal item/);
  });

  it("are paid through the wizard, whole or in part", async () => {
    const id = await invoice((await shipped(3)).order);
    await odoo.ask("account.move", "action_post", [[id]]);
    const pay = async (values: object) => {
      const context = { active_model: "account.move", active_ids: [id] };
      const wizards = await odoo.ask("account.payment.register", "create", [[values]], { context });
      await odoo.ask("account.payment.register", "action_create_payments", [wizards], { context });
      return fieldOf(odoo, "account.move", id, "payment_state");
    };
    expect(await pay({ amount: 10 })).toBe("partial");
    expect(await fieldOf(odoo, "account.move", id, "amount_residual")).toBe(20);
    expect(await pay({})).toBe("paid");
  });

  it("take the same bill of the same vendor twice, and only hint at it", async () => {
    const [partner] = await odoo.ask<number[]>("res.partner", "create", [[{ name: "Carrier" }]]);
    const same = { partner_id: partner, ref: "CB-1", invoice_date: "2026-03-18" };
    const [first = 0] = await bill(same);
    const [second = 0] = await bill(same);
    await odoo.ask("account.move", "action_post", [[first, second]]);
    expect(await fieldOf(odoo, "account.move", second, "state")).toBe("posted");
    expect(await fieldOf(odoo, "account.move", second, "name")).toBe("BILL/2026/03/0002");
    expect(await fieldOf(odoo, "account.move", second, "duplicated_ref_ids")).toEqual([first]);
  });

  it("keep a bill in its currency and value it at the rate of its day", async () => {
    const [partner] = await odoo.ask<number[]>("res.partner", "create", [[{ name: "Spediteur" }]]);
    const [euro] = await odoo.ask<number[]>("res.currency", "search", [[["name", "=", "EUR"]]]);
    const [id = 0] = await bill({ partner_id: partner, currency_id: euro, invoice_date: "2026-03-18" });
    expect(await fieldOf(odoo, "account.move", id, "amount_total")).toBe(310);
    expect(await fieldOf(odoo, "account.move", id, "amount_total_signed")).toBe(-336.96);
  });

  it("do not post a bill without its date, nor an entry that does not balance", async () => {
    const [partner] = await odoo.ask<number[]>("res.partner", "create", [[{ name: "Carrier" }]]);
    const [id] = await bill({ partner_id: partner });
    await expect(odoo.ask("account.move", "action_post", [[id]])).rejects.toThrow(/date is required/);
    const [account] = await odoo.ask<number[]>("account.account", "search", [
      [["account_type", "=", "expense"]],
    ]);
    const side = (values: object) => [0, 0, { name: "x", account_id: account, ...values }];
    const entry = { move_type: "entry", line_ids: [side({ debit: 5 }), side({ credit: 4 })] };
    await expect(odoo.ask("account.move", "create", [[entry]])).rejects.toThrow(/not balanced/);
  });
});
