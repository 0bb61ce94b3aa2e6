import { describe, expect, it } from "vitest";
import { commandAmount, productOf, sumOf } from "./command-amount";

describe("what a command is worth", () => {
  it("is the sum of a bill's lines, to the last place and without floats", () => {
    const payload = {
      companyId: 1,
      partnerId: 4,
      reference: "INV-1",
      origin: null,
      invoiceDate: "2026-11-20",
      currency: "USD",
      lines: [
        { name: "Linehaul", quantity: "3", unitPrice: "0.1" },
        { name: "Fuel", quantity: "1", unitPrice: "1180.00" },
        { name: "Per kilo", quantity: "0.5", unitPrice: "0.25" },
      ],
      post: true,
    };
    expect(commandAmount("vendor_bill", payload)).toEqual({ amount: "1180.425", currency: "USD" });
  });

  it("is the debit side of an entry, in the journal's own currency", () => {
    const lines = [
      { name: "Accrued freight", accountCode: "600000", debit: "310.00", credit: "0.00" },
      { name: "Accrual", accountCode: "211000", debit: "0.00", credit: "310.00" },
    ];
    const payload = { companyId: 1, journalCode: "MISC", date: "2026-11-20", reference: "ACC-1", lines };
    expect(commandAmount("accrual_entry", payload)).toEqual({ amount: "310.00", currency: null });
  });

  it("is not made up where nothing is stated or a number can't be read", () => {
    expect(commandAmount("status_note", { companyId: 1, pickingId: 1, text: "x" })).toBeNull();
    expect(sumOf(["1.00", "abc"])).toBeNull();
    expect(productOf("1,5", "2")).toBeNull();
  });

  it("keeps the sign of a credit", () => {
    expect(productOf("-2", "10.05")).toBe("-20.10");
    expect(sumOf(["-0.05"])).toBe("-0.05");
  });
});
