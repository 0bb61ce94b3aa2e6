import { describe, expect, it } from "vitest";
import { COMMAND_STATES, COMMAND_TRANSITIONS, mayBecome } from "./command-state";
import { differenceSince } from "./difference";
import { afterFailure, retryDelayMs } from "./failure";
import { documentKeyOf, operationKeyOf } from "./operation-key";

describe("the states of a command", () => {
  it("ends in confirmed or cancelled for good, and only a person brings a rejected one back", () => {
    expect(COMMAND_TRANSITIONS.confirmed).toEqual([]);
    expect(COMMAND_TRANSITIONS.cancelled).toEqual([]);
    expect(COMMAND_TRANSITIONS.rejected).toEqual(["pending"]);
  });

  it("never goes from uncertain straight to sent, nor is withdrawn once something may have happened", () => {
    expect(mayBecome("uncertain", "sent")).toBe(false);
    for (const state of COMMAND_STATES) expect(mayBecome(state, "cancelled")).toBe(state === "pending");
  });
});

describe("what a failure means for a command", () => {
  it("is uncertain when the reply to a send is lost, or a proxy's page came instead of it", () => {
    for (const kind of ["uncertain", "protocol"] as const)
      expect(afterFailure("sent", "send", kind, false)).toEqual({ state: "uncertain", again: "later" });
  });

  it("goes back to pending when nothing left us, and is uncertain when an earlier request of the send did", () => {
    for (const kind of ["connection", "rate_limit", "locked", "authentication"] as const) {
      expect(afterFailure("sent", "send", kind, false).state).toBe("pending");
      expect(afterFailure("sent", "send", kind, true).state).toBe("uncertain");
    }
  });

  it("is rejected by Odoo's no, which is never tried again by itself", () => {
    for (const kind of ["validation", "rejected_by_target", "missing", "caller_bug", "refused"] as const)
      expect(afterFailure("sent", "send", kind, false)).toEqual({ state: "rejected", again: "never" });
  });

  it("stays uncertain as long as looking up fails, whatever the reason", () => {
    for (const kind of [
      "uncertain",
      "connection",
      "permission",
      "missing",
      "caller_bug",
      "protocol",
    ] as const)
      expect(afterFailure("uncertain", "look_up", kind, false).state).toBe("uncertain");
  });

  it("waits for a person where a key or a right is missing, without losing the command", () => {
    expect(afterFailure("pending", "look_up", "authentication", false)).toEqual({
      state: "pending",
      again: "person",
    });
    expect(afterFailure("sent", "send", "permission", false)).toEqual({ state: "pending", again: "person" });
  });
});

describe("the wait before another try", () => {
  it("doubles up to five minutes, and spreads over half of it", () => {
    expect(retryDelayMs("later", 1, 0)).toBe(2_000);
    expect(retryDelayMs("later", 3, 0)).toBe(8_000);
    expect(retryDelayMs("later", 30, 0)).toBe(300_000);
    expect(retryDelayMs("later", 30, 1)).toBe(150_000);
  });

  it("is at least what Odoo asked for", () => {
    expect(retryDelayMs("later", 1, 1, 60_000)).toBe(60_000);
  });
});

describe("an operation key", () => {
  it("is the same for one carrier's invoice number however it is written", () => {
    const key = operationKeyOf("vendor_bill", ["NHFR", "88-10422/a"]);
    expect(key).toBe("vendor_bill/NHFR/88-10422%2FA");
    expect(operationKeyOf("vendor_bill", [" nhfr", "88-10422/A "])).toBe(key);
  });

  it("never confuses where one part ends and the next begins", () => {
    expect(operationKeyOf("vendor_bill", ["A/B", "C"])).not.toBe(operationKeyOf("vendor_bill", ["A", "B/C"]));
    expect(operationKeyOf("vendor_bill", ["A%2FB", "C"])).not.toBe(
      operationKeyOf("vendor_bill", ["A/B", "C"]),
    );
  });

  it("is refused when a part is missing or it would be endless", () => {
    expect(() => operationKeyOf("vendor_bill", ["NHFR"])).toThrow(RangeError);
    expect(() => operationKeyOf("vendor_bill", ["NHFR", "  "])).toThrow(RangeError);
    expect(() => operationKeyOf("vendor_bill", ["NHFR", "9".repeat(300)])).toThrow(RangeError);
  });
});

describe("the document a command is about", () => {
  it("is the order for an invoice and for the credit of its return, so that they never run at once", () => {
    const payload = { companyId: 1, saleOrderId: 7 };
    expect(documentKeyOf({ kind: "draft_customer_invoice", payload }, "x")).toBe("sale.order,7");
    expect(documentKeyOf({ kind: "return_credit_note", payload }, "y")).toBe("sale.order,7");
  });
});

describe("what became of a confirmed command's document", () => {
  const bill = { model: "account.move", id: 9, name: "BILL/2026/11/0007", state: "posted" } as const;

  it("is a difference when it was deleted, cancelled or opened again", () => {
    expect(differenceSince("vendor_bill", bill, undefined)).toMatch(/^BILL\/2026\/11\/0007 was deleted/);
    expect(differenceSince("vendor_bill", bill, { state: "cancel" })).toMatch(/was cancelled/);
    expect(differenceSince("vendor_bill", bill, { state: "draft" })).toMatch(/set back to draft/);
  });

  it("is none when a draft was posted, nor when a delivery we wrote on goes its way", () => {
    const draft = { ...bill, state: "draft" };
    expect(differenceSince("draft_customer_invoice", draft, { state: "posted" })).toBeNull();
    const delivery = { model: "stock.picking", id: 4, name: "WH/OUT/4", state: "assigned" };
    expect(differenceSince("tracking_reference", delivery, { state: "cancel" })).toBeNull();
  });
});
