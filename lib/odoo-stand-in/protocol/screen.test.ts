import { describe, expect, it } from "vitest";
import { screenAnswer } from "./screen";

describe("a link into the stand-in's screens", () => {
  it("says which document a real Odoo would show", () => {
    const answer = screenAnswer("/odoo/stock.picking/12");
    expect(answer?.status).toBe(501);
    expect(answer?.body).toContain("stock.picking number 12");
  });

  it("repeats nothing of a path that is no document", () => {
    const answer = screenAnswer("/odoo/<script>/1");
    expect(answer?.status).toBe(501);
    expect(answer?.body).not.toContain("script");
  });

  it("leaves every other path to others", () => {
    for (const path of ["/jsonrpc", "/json/2/sale.order/search", "/web/session/authenticate"]) {
      expect(screenAnswer(path)).toBeUndefined();
    }
  });
});
