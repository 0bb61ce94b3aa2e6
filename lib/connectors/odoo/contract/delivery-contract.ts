import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type ContractOrder, makeOrder, setPicked, ship, takeBack, validate } from "./contract-documents";
import { bare, type ContractWorld, nextSecond, TRANSPORTS } from "./contract-world";

/** What the commands on deliveries rely on, and how a delivery moves. */
export function describeDeliveries(worldOf: () => ContractWorld): void {
  describe.each(TRANSPORTS)("a delivery over %s", (kind) => {
    let order: ContractOrder;
    const client = () => worldOf().actor.clients[kind];
    const wire = () => worldOf().actor.wires[kind];
    const picking = async (...fields: string[]) =>
      (await client().read("stock.picking", [order.pickingId], fields)).records[0] ?? { id: 0 };
    const context = () => ({ allowed_company_ids: [worldOf().companyId] });

    beforeAll(async () => {
      order = await makeOrder(worldOf());
    });

    it("takes a tracking reference", async () => {
      const values = { carrier_tracking_ref: "1Z-CONTRACT" };
      await client().write("stock.picking", [order.pickingId], values, context());
      expect(await picking("carrier_tracking_ref")).toMatchObject(values);
    });

    it("refuses a write to a record that is gone, and one in a company the user is not in", async () => {
      const values = { carrier_tracking_ref: "1Z" };
      await expect(client().write("stock.picking", [999_999_999], values)).rejects.toMatchObject({
        kind: "missing",
        details: { exception: "odoo.exceptions.MissingError" },
      });
      const foreign = { allowed_company_ids: [999_999] };
      await expect(client().write("stock.picking", [order.pickingId], values, foreign)).rejects.toMatchObject(
        { kind: "permission" },
      );
    });

    it("says yes and does nothing for no ids and for an empty list", async () => {
      const write = { vals: { note: "must not arrive" } };
      expect(await bare(wire(), "stock.picking", "write", write, { ids: [], positional: ["vals"] })).toBe(
        true,
      );
      expect(await bare(wire(), "stock.picking", "button_validate", {}, { ids: [] })).toBe(true);
      expect(await picking("state")).toMatchObject({ state: "assigned" });
    });

    it("keeps notes as plain text unless told that they are HTML, and moves no write_date for them", async () => {
      const before = await picking("write_date");
      await nextSecond();
      const post = (body: string, html: boolean) =>
        bare(
          wire(),
          "stock.picking",
          "message_post",
          { body, subtype_xmlid: "mail.mt_note", ...(html ? { body_is_html: true } : {}) },
          { ids: [order.pickingId], context: context() },
        );
      await post("<b>plain</b>", false);
      await post("<b>bold</b>", true);
      const messages = await worldOf().admin.find(
        "mail.message",
        [
          ["model", "=", "stock.picking"],
          ["res_id", "=", order.pickingId],
          ["message_type", "in", ["comment", "notification"]],
        ],
        ["body"],
      );
      const bodies = messages.map((message) => String(message.body));
      expect(bodies.some((body) => body.includes("&lt;b&gt;plain"))).toBe(true);
      expect(bodies.some((body) => body.includes("<b>bold</b>"))).toBe(true);
      expect(await picking("write_date")).toMatchObject({ write_date: before.write_date });
    });

    it("keeps an attachment as often as it is sent; its checksum is the SHA-1 of its bytes", async () => {
      const bytes = Buffer.from(`signed by nobody, ${kind} ${worldOf().run}`);
      const file = {
        name: "pod.txt",
        res_model: "stock.picking",
        res_id: order.pickingId,
        datas: bytes.toString("base64"),
        mimetype: "text/plain",
      };
      const attach = () =>
        bare(
          wire(),
          "ir.attachment",
          "create",
          { vals_list: [file] },
          { positional: ["vals_list"], context: context() },
        );
      await attach();
      await attach();
      const checksum = createHash("sha1").update(bytes).digest("hex");
      const found = await client().searchRead(
        "ir.attachment",
        [
          ["res_model", "=", "stock.picking"],
          ["res_id", "=", order.pickingId],
          ["checksum", "=", checksum],
        ],
        ["name", "file_size"],
        { limit: 10 },
      );
      expect(found).toHaveLength(2);
      expect(found[0]).toMatchObject({ name: "pod.txt", file_size: bytes.length });
    });

    it("answers 200 with a wizard and changes nothing when less was picked than ordered", async () => {
      await setPicked(worldOf(), order.pickingId, 2);
      const answer = await validate(worldOf(), order.pickingId, { skip_sms: true });
      expect(answer).toMatchObject({ res_model: "stock.backorder.confirmation" });
      expect(await picking("state")).toMatchObject({ state: "assigned" });
    });

    it("ships what was picked and leaves a backorder, when told to ask nothing", async () => {
      expect(await ship(worldOf(), order.pickingId, 2)).toBe(true);
      const done = await picking("state", "date_done", "write_date");
      expect(done.state).toBe("done");
      expect(done.date_done).toMatch(/^\d{4}-/);
      const [backorder] = await client().searchRead(
        "stock.picking",
        [["backorder_id", "=", order.pickingId]],
        ["state", "sale_id", "move_ids"],
        { limit: 5 },
      );
      expect(backorder).toMatchObject({ sale_id: [order.orderId, order.orderName] });
      const [move] = await client().searchRead(
        "stock.move",
        [["picking_id", "=", backorder?.id]],
        ["product_uom_qty"],
        { limit: 5 },
      );
      expect(move?.product_uom_qty).toBe(3);
      expect(await validate(worldOf(), order.pickingId, { skip_backorder: true })).toBe(true);
    });

    it("writes down who moved it from where to where, as labels", async () => {
      const rows = await worldOf().reader.clients[kind].searchRead(
        "mail.tracking.value",
        [
          ["mail_message_id.model", "=", "stock.picking"],
          ["mail_message_id.res_id", "in", [order.pickingId]],
          ["field_id.name", "=", "state"],
        ],
        ["old_value_char", "new_value_char", "create_date", "mail_message_id", "field_id"],
        { order: "id", limit: 20 },
      );
      expect(rows.at(-1)).toMatchObject({ new_value_char: "Done" });
      expect(rows.at(-1)?.mail_message_id).toEqual([expect.any(Number), expect.anything()]);
    });

    it("counts on the order what was shipped, and takes back what was returned", async () => {
      const line = async () => {
        const [row] = await client().searchRead(
          "sale.order.line",
          [["order_id", "=", order.orderId]],
          ["qty_delivered", "qty_to_invoice"],
          { limit: 1 },
        );
        return row;
      };
      expect(await line()).toMatchObject({ qty_delivered: 2, qty_to_invoice: 2 });
      const returnId = await takeBack(worldOf(), order.pickingId, 1);
      expect(await line()).toMatchObject({ qty_delivered: 1, qty_to_invoice: 1 });
      const { records } = await client().read(
        "stock.picking",
        [returnId],
        ["return_id", "picking_type_code", "state"],
      );
      expect(records[0]).toMatchObject({ picking_type_code: "incoming", state: "done" });
      expect(records[0]?.return_id).toEqual([order.pickingId, expect.any(String)]);
    });

    it("would let RPC overwrite its state, which is why the client never does", async () => {
      const vals = { vals: { state: "assigned" } };
      const ids = [order.pickingId];
      expect(await bare(wire(), "stock.picking", "write", vals, { ids, positional: ["vals"] })).toBe(true);
      const refused = client().write("stock.picking", ids, { state: "done" });
      await expect(refused).rejects.toMatchObject({ kind: "caller_bug", details: {} });
    });
  });
}
