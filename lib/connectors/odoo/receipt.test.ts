import { describe, expect, it } from "vitest";
import { changed, contentOf, said, tell } from "./testing/delivery-world";

const line = (content: Parameters<typeof tell>[0]) => tell(content).parsed.events.map(said);

describe("a receipt", () => {
  const RECEIPT = {
    "stock.picking,12": {
      name: "WH/IN/00004",
      state: "done",
      picking_type_code: "incoming",
      partner_id: [40, "Midwest Supply"],
      scheduled_date: "2026-11-19 08:00:00",
      date_done: "2026-11-19 09:30:00",
      company_id: [1, "My Company"],
    },
    "stock.move,120": {
      picking_id: [12, "WH/IN/00004"],
      state: "done",
      product_uom_qty: 40,
      quantity: 38,
      purchase_line_id: [70, "P00007"],
    },
    "purchase.order.line,70": { order_id: [7, "P00007"], product_qty: 40 },
    "purchase.order,7": {
      name: "P00007",
      state: "purchase",
      acknowledged: true,
      partner_ref: "MS-1",
      date_approve: "2026-11-10 10:00:00",
    },
  };

  it("is released, acknowledged, received, and short where nothing follows", () => {
    const { parsed } = tell(contentOf(RECEIPT));
    expect(parsed.documents).toMatchObject([{ type: "receipt", number: "WH/IN/00004" }]);
    expect(parsed.events.map(said)).toEqual([
      "planned goods_received 2026-11-19T08:00:00Z",
      "po_released 2026-11-10T10:00:00Z",
      "po_acknowledged, Vendor's number MS-1",
      "goods_received 2026-11-19T09:30:00Z",
      "discrepancy_identified 2026-11-19T09:30:00Z, 38 received, 40 expected",
    ]);
    expect(parsed.references).toContainEqual({ type: "purchase_order", value: "P00007", scope: "erp/1" });
  });

  it("is a discrepancy when one product came too often and another too seldom, though the sum is right", () => {
    const one = (quantity: number, product: string, id: number) => ({
      ...RECEIPT["stock.move,120"],
      product_uom_qty: 10,
      quantity,
      product_id: [id, product],
    });
    const mixed = changed(RECEIPT, {
      "stock.move,120": one(15, "Boots", 1),
      "stock.move,121": one(5, "Socks", 2),
      "stock.move,122": one(10, "Hats", 3),
    });
    expect(line(contentOf(mixed)).at(-1)).toBe(
      "discrepancy_identified 2026-11-19T09:30:00Z, Boots: 15 received, 10 expected; Socks: 5 received, 10 expected",
    );
  });

  it("is told with its vendor's bill", () => {
    const billed = changed(RECEIPT, {
      "account.move,41": {
        name: "BILL/2026/11/0009",
        move_type: "in_invoice",
        state: "posted",
        invoice_date: "2026-11-20",
        create_date: "2026-11-20 08:00:00",
      },
      "account.move.line,410": { move_id: [41, "BILL"], purchase_line_id: [70, "P00007"] },
    });
    expect(line(contentOf(billed))).toContain("vendor_bill_posted 2026-11-20, BILL/2026/11/0009");
  });
});
