import { describe, expect, it } from "vitest";
import { odooDocumentUrl, odooMajor } from "./document-url";

describe("the link to a document in Odoo's own screen", () => {
  it("is a path from version 18 on, online versions included", () => {
    expect(odooDocumentUrl("https://erp.example.com", "19.0", "stock.picking", 491)).toBe(
      "https://erp.example.com/odoo/stock.picking/491",
    );
    expect(odooDocumentUrl("https://erp.example.com", "saas~18.2", "sale.order", 7)).toBe(
      "https://erp.example.com/odoo/sale.order/7",
    );
  });

  it("is the old fragment before 18", () => {
    expect(odooDocumentUrl("https://erp.example.com", "17.0+e", "account.move", 12)).toBe(
      "https://erp.example.com/web#id=12&model=account.move&view_type=form",
    );
    expect(odooDocumentUrl("https://erp.example.com", "16.0", "sale.order", 1)).toContain("/web#id=1&");
  });

  it("takes a version that is not known yet as a new one", () => {
    expect(odooDocumentUrl("https://erp.example.com", null, "sale.order", 1)).toContain("/odoo/sale.order/1");
  });

  it("keeps a path Odoo is served under and never doubles the slash", () => {
    expect(odooDocumentUrl("https://example.com/erp/", "19.0", "sale.order", 1)).toBe(
      "https://example.com/erp/odoo/sale.order/1",
    );
  });

  it("is none for what is no document, and never a script", () => {
    expect(odooDocumentUrl("https://erp.example.com", "19.0", "sale.order", 0)).toBeNull();
    expect(odooDocumentUrl("https://erp.example.com", "19.0", "sale.order", 1.5)).toBeNull();
    expect(odooDocumentUrl("javascript:alert(1)", "19.0", "sale.order", 1)).toBeNull();
  });

  it("can't be broken out of by a model's name", () => {
    expect(odooDocumentUrl("https://erp.example.com", "19.0", "x/../../evil?a=b", 1)).toBe(
      "https://erp.example.com/odoo/x%2F..%2F..%2Fevil%3Fa%3Db/1",
    );
  });
});

describe("Odoo's major version", () => {
  it("is its first number", () => {
    expect(odooMajor("19.0")).toBe(19);
    expect(odooMajor("saas~18.2")).toBe(18);
    expect(odooMajor(null)).toBeNull();
  });
});
