import { describe, expect, it } from "vitest";
import { externalIdOf } from "./external-id";
import { escapeHtml } from "./note";

const request = (operationKey: string, companyId = 1) => ({ operationKey, payload: { companyId } });

describe("the external id of what a command creates", () => {
  it("is the same for the same command, and another for another key or another company of Odoo", () => {
    const id = externalIdOf(request("vendor_bill/NHFR/88-10422"));
    expect(externalIdOf(request("vendor_bill/NHFR/88-10422"))).toBe(id);
    expect(externalIdOf(request("vendor_bill/NHFR/88-10423"))).not.toBe(id);
    expect(externalIdOf(request("vendor_bill/NHFR/88-10422", 2))).not.toBe(id);
  });

  it("holds nothing that Odoo reads as a module's name, and stays short for any key", () => {
    for (const key of ["vendor_bill/A.B/C.D", `vendor_bill/${"é ".repeat(80)}/1`]) {
      const id = externalIdOf(request(key), "l200");
      expect(id).toMatch(/^[a-z0-9_]+$/);
      expect(id.length).toBeLessThanOrEqual(80);
    }
  });
});

describe("a note's text", () => {
  it("never becomes markup", () => {
    expect(escapeHtml(`<img src=x onerror="a('b')"> & more\nnext`)).toBe(
      "&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; more<br>next",
    );
  });
});
