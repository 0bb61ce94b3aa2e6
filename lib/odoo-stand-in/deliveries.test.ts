import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, fieldOf, openStandIn, pick, QUIETLY, sell } from "./testing/ask-stand-in";

describe("a delivery of the stand-in", () => {
  let odoo: Asked;
  beforeAll(async () => {
    odoo = await openStandIn();
  });
  afterAll(() => odoo.close());
  const validate = (id: number, context: object) =>
    odoo.ask<unknown>("stock.picking", "button_validate", [[id]], { context });

  it("is ready when everything lies in the warehouse, and waits when nothing does", async () => {
    const there = await sell(odoo, 5);
    expect(await fieldOf(odoo, "stock.picking", there.delivery, "state")).toBe("assigned");
    const missing = await sell(odoo, 5, 0);
    expect(await fieldOf(odoo, "stock.picking", missing.delivery, "state")).toBe("confirmed");
    await expect(validate(missing.delivery, QUIETLY)).rejects.toThrow(/no quantities are reserved/);
  });

  it("asks by wizard and changes nothing: first about the text message, then about the backorder", async () => {
    const { delivery } = await sell(odoo, 5);
    await pick(odoo, delivery, 2);
    expect(await validate(delivery, {})).toMatchObject({ res_model: "confirm.stock.sms" });
    expect(await validate(delivery, { skip_sms: true })).toMatchObject({
      res_model: "stock.backorder.confirmation",
    });
    expect(await fieldOf(odoo, "stock.picking", delivery, "state")).toBe("assigned");
    expect(await validate(delivery, QUIETLY)).toBe(true);
    expect(await validate(delivery, {})).toBe(true);
  });

  it("leaves the rest on a backorder without the tracking reference, or gives it up when told to", async () => {
    const kept = await sell(odoo, 5);
    await odoo.ask("stock.picking", "write", [[kept.delivery], { carrier_tracking_ref: "1Z" }]);
    await pick(odoo, kept.delivery, 2);
    await validate(kept.delivery, QUIETLY);
    const backorders = await odoo.ask("stock.picking", "search_read", [
      [["backorder_id", "=", kept.delivery]],
      ["carrier_tracking_ref", "state"],
    ]);
    expect(backorders).toMatchObject([{ carrier_tracking_ref: false, state: "assigned" }]);
    expect(await fieldOf(odoo, "sale.order", kept.order, "delivery_status")).toBe("partial");

    const given = await sell(odoo, 5);
    await pick(odoo, given.delivery, 2);
    await validate(given.delivery, { ...QUIETLY, picking_ids_not_to_backorder: [given.delivery] });
    expect(await odoo.ask("stock.picking", "search_count", [[["backorder_id", "=", given.delivery]]])).toBe(
      0,
    );
    // Nothing is left to ship, though three of five never went.
    expect(await fieldOf(odoo, "sale.order", given.order, "delivery_status")).toBe("full");
  });

  it("takes the goods out of stock, and a return brings them back and owes a credit", async () => {
    const { delivery, order, product } = await sell(odoo, 5, 10);
    const onHand = () => fieldOf(odoo, "product.product", product, "qty_available");
    await validate(delivery, QUIETLY);
    expect(await onHand()).toBe(5);
    const [wizard] = await odoo.ask<number[]>("stock.return.picking", "create", [[{ picking_id: delivery }]]);
    await expect(odoo.ask("stock.return.picking", "action_create_returns", [[wizard]])).rejects.toThrow(
      /non-zero/,
    );
    const lines = await odoo.ask<number[]>("stock.return.picking.line", "search", [
      [["wizard_id", "=", wizard]],
    ]);
    await odoo.ask("stock.return.picking.line", "write", [lines, { quantity: 2 }]);
    const made = await odoo.ask<{ res_id: number }>("stock.return.picking", "action_create_returns", [
      [wizard],
    ]);
    await validate(made.res_id, QUIETLY);
    expect(await onHand()).toBe(7);
    const [line = 0] = await odoo.ask<number[]>("sale.order.line", "search", [[["order_id", "=", order]]]);
    expect(await fieldOf(odoo, "sale.order.line", line, "qty_delivered")).toBe(3);
  });

  it("tells its steps in the words of who did them", async () => {
    const { delivery } = await sell(odoo, 1);
    await validate(delivery, { ...QUIETLY, lang: "fr_FR" });
    const told = await odoo.ask("mail.tracking.value", "search_read", [
      [
        ["mail_message_id.model", "=", "stock.picking"],
        ["mail_message_id.res_id", "=", delivery],
      ],
      ["old_value_char", "new_value_char"],
    ]);
    expect(told).toMatchObject([{ old_value_char: "Prêt", new_value_char: "Terminé" }]);
  });

  it("says 501 to what it does not play, and 404 to what nobody does", async () => {
    const { delivery } = await sell(odoo, 1);
    const asked = async (model: string, method: string) =>
      (await odoo.send(model, method, { ids: [delivery] })).status;
    expect(await asked("stock.picking", "action_put_in_pack")).toBe(501);
    expect(await asked("mail.activity", "read")).toBe(501);
    expect(await asked("stock.picking", "no_such_thing")).toBe(404);
    const taxed = { product_id: 1, tax_ids: [[6, 0, [1]]], order_id: 1_000_001 };
    expect((await odoo.send("sale.order.line", "create", { vals_list: [taxed] })).status).toBe(501);
  });
});
