import { beforeAll, expect, it } from "vitest";
import type { CommandKind, CommandPayloads } from "@/lib/domain/command/command";
import { makeOrder, ship, takeBack } from "../contract/contract-documents";
import type { ContractWorld } from "../contract/contract-world";
import { COMMAND_HANDLERS } from "./handlers";
import type { CommandWorld } from "./testing/command-world";
import { lookUp, requestOf, sentAs, tell, tellTwice } from "./testing/tell-command";

/** Billing and crediting what an order delivered and took back, within `describeCommands`. */
export function describeOrderInvoicing(worldOf: () => CommandWorld): void {
  let world: CommandWorld;
  beforeAll(() => {
    world = worldOf();
  });
  // Making documents takes less of a world than the contract has.
  const documents = () => world as unknown as ContractWorld;
  const make = (units?: number) => makeOrder(documents(), units);
  const shipped = async (units = 5) => {
    const order = await make(units);
    await ship(documents(), order.pickingId, units);
    return order;
  };
  const ask = <K extends CommandKind>(
    kind: K,
    payload: Omit<CommandPayloads[K], "companyId">,
    ...key: string[]
  ) => requestOf(world, kind, payload, key);
  const moves = (domain: [string, string, unknown][]) =>
    world.admin.find("account.move", domain, ["name", "state", "amount_total", "invoice_date", "ref"]);

  const invoicesOf = (orderId: number) => moves([["line_ids.sale_line_ids.order_id", "=", orderId]]);
  const openDeliveries = (orderId: number) =>
    world.admin.find(
      "stock.picking",
      [
        ["sale_id", "=", orderId],
        ["state", "not in", ["done", "cancel"]],
      ],
      ["name"],
    );
  const partnerOf = async (orderId: number) => {
    const [order] = await world.admin.find("sale.order", [["id", "=", orderId]], ["partner_id"]);
    return (order?.partner_id as [number, string] | undefined)?.[0];
  };

  it("drafts one invoice of what was delivered, then posts it with its date", async () => {
    const { orderId } = await shipped(5);
    const request = ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "delivery 1");
    const draft = await tellTwice(world, request);
    expect(draft).toMatchObject({ model: "account.move", state: "draft" });
    expect(await moves([["line_ids.sale_line_ids.order_id", "=", orderId]])).toHaveLength(1);
    const post = ask(
      "post_customer_invoice",
      { invoiceId: draft.id, invoiceDate: "2026-11-18" },
      String(draft.id),
    );
    expect(await tellTwice(world, post)).toMatchObject({ id: draft.id, state: "posted" });
    expect(await moves([["id", "=", draft.id]])).toEqual([
      expect.objectContaining({ invoice_date: "2026-11-18", amount_total: 50 }),
    ]);
  });

  it("says that there is nothing to invoice yet, and what was invoiced last", async () => {
    const order = await make();
    const early = ask("draft_customer_invoice", { saleOrderId: order.orderId }, "S", "too early");
    await expect(tell(world, early)).rejects.toThrow(/Nothing is open to invoice.*it has no invoice yet/);
    await ship(documents(), order.pickingId, 2);
    const first = ask("draft_customer_invoice", { saleOrderId: order.orderId }, "S", "delivery 1");
    const draft = await tellTwice(world, first);
    const post = { invoiceId: draft.id, invoiceDate: "2026-11-18" };
    const { name } = await tellTwice(world, ask("post_customer_invoice", post, String(draft.id)));
    // Odoo has not validated the second delivery yet: the invoice of the first is none of it.
    const second = ask("draft_customer_invoice", { saleOrderId: order.orderId }, "S", "delivery 2");
    expect(await lookUp(world, second)).toEqual({ state: "absent" });
    await expect(tell(world, second)).rejects.toThrow(`the last invoice is ${name}`);
    const [rest] = await openDeliveries(order.orderId);
    await ship(documents(), rest?.id ?? 0, 3);
    expect((await tellTwice(world, second)).id).not.toBe(draft.id);
    expect(await invoicesOf(order.orderId)).toHaveLength(2);
  });

  it("does not let Odoo net what is owed both ways, and counts no down payment as a credit", async () => {
    const { orderId, pickingId, productId } = await shipped(5);
    await tellTwice(world, ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "1"));
    const line = {
      order_id: orderId,
      product_uom_qty: 0,
      price_unit: 10,
      name: "Paid down",
      is_downpayment: true,
    };
    const paidDown = await world.admin.create("sale.order.line", line);
    await world.admin.create("account.move", {
      move_type: "out_invoice",
      partner_id: (await partnerOf(orderId)) ?? 0,
      invoice_line_ids: [
        [0, 0, { name: "Paid down", quantity: 1, price_unit: 10, sale_line_ids: [[6, 0, [paidDown]]] }],
      ],
    });
    const credit = ask("return_credit_note", { saleOrderId: orderId }, "S", "return 1");
    await expect(tell(world, credit)).rejects.toThrow(/Nothing is open to credit/);
    await takeBack(documents(), pickingId, 2);
    const more = { order_id: orderId, product_id: productId, product_uom_qty: 3, price_unit: 20 };
    await world.admin.create("sale.order.line", more);
    const [rest] = await openDeliveries(orderId);
    await ship(documents(), rest?.id ?? 0, 3);
    const before = await invoicesOf(orderId);
    await expect(tell(world, credit)).rejects.toThrow(/60\.00 USD to invoice and 20\.00 USD to credit/);
    const bill = ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "2");
    await expect(tell(world, bill)).rejects.toThrow(/60\.00 USD to invoice and 20\.00 USD to credit/);
    expect(await invoicesOf(orderId)).toEqual(before);
  });

  it("names the document when Odoo made one of the other kind", async () => {
    const { orderId, pickingId } = await shipped(5);
    await tellTwice(world, ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "1"));
    await takeBack(documents(), pickingId, 2);
    const request = ask("return_credit_note", { saleOrderId: orderId }, "S", "return 1");
    const plan = await COMMAND_HANDLERS.return_credit_note.plan(world.client, request, { state: "absent" });
    // What was asked for as an invoice, had what is open turned between reading and sending.
    const bill = ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "2");
    const turned = { ...(plan as object), direction: "bill" };
    const sending = COMMAND_HANDLERS.draft_customer_invoice.send(world.client, turned);
    await expect(sending).rejects.toThrow(/made credit note .* where an invoice was asked for/);
    const [refund] = await moves([
      ["line_ids.sale_line_ids.order_id", "=", orderId],
      ["move_type", "=", "out_refund"],
    ]);
    const found = await lookUp(world, sentAs(bill, plan));
    expect(found).toMatchObject({ state: "begun", result: { id: refund?.id } });
    await expect(
      COMMAND_HANDLERS.draft_customer_invoice.plan(world.client, sentAs(bill, plan), found),
    ).rejects.toThrow(/made credit note/);
  });

  it("credits once what came back of an order", async () => {
    const { orderId, pickingId } = await shipped(5);
    const draft = await tellTwice(world, ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "1"));
    await tellTwice(
      world,
      ask("post_customer_invoice", { invoiceId: draft.id, invoiceDate: "2026-11-18" }, String(draft.id)),
    );
    await takeBack(documents(), pickingId, 2);
    const credit = await tellTwice(
      world,
      ask("return_credit_note", { saleOrderId: orderId }, "S", "return 1"),
    );
    const refunds = await moves([
      ["line_ids.sale_line_ids.order_id", "=", orderId],
      ["move_type", "=", "out_refund"],
    ]);
    expect(refunds).toEqual([expect.objectContaining({ id: credit.id, amount_total: 20 })]);
  });
}
