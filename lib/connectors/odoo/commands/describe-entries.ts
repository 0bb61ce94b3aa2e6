import { beforeAll, expect, it } from "vitest";
import type { CommandKind, CommandPayloads } from "@/lib/domain/command/command";
import { makePartner } from "../contract/contract-documents";
import type { ContractWorld } from "../contract/contract-world";
import type { CommandWorld } from "./testing/command-world";
import { lookUp, requestOf, tell, tellTwice } from "./testing/tell-command";

/** Vendor bills, accruals and their reversals, within `describeCommands`. */
export function describeEntries(worldOf: () => CommandWorld): void {
  let world: CommandWorld;
  beforeAll(() => {
    world = worldOf();
  });
  // Making documents takes less of a world than the contract has.
  const documents = () => world as unknown as ContractWorld;
  const ask = <K extends CommandKind>(
    kind: K,
    payload: Omit<CommandPayloads[K], "companyId">,
    ...key: string[]
  ) => requestOf(world, kind, payload, key);
  const moves = (domain: [string, string, unknown][]) =>
    world.admin.find("account.move", domain, ["name", "state", "amount_total", "invoice_date", "ref"]);

  it("books a vendor bill once with the amounts the carrier billed, and posts it", async () => {
    const partnerId = await makePartner(documents(), "carrier");
    const bill = billOf(world, partnerId);
    const request = ask("vendor_bill", bill, "NHFR", bill.reference);
    const done = await tellTwice(world, request);
    expect(done).toMatchObject({ model: "account.move", state: "posted" });
    expect(await moves([["partner_id", "=", partnerId]])).toEqual([
      expect.objectContaining({ amount_total: 151, ref: bill.reference, invoice_date: "2026-11-17" }),
    ]);
  });

  it("goes on with a bill that was left half done", async () => {
    const partnerId = await makePartner(documents(), "carrier");
    const bill = billOf(world, partnerId);
    const draft = ask("vendor_bill", { ...bill, post: false }, "NHFR", bill.reference);
    const made = await tellTwice(world, draft);
    expect(made.state).toBe("draft");
    const posted = { ...draft, payload: { ...draft.payload, post: true } };
    expect((await lookUp(world, posted)).state).toBe("begun");
    expect(await tell(world, posted)).toMatchObject({
      state: "done",
      result: { id: made.id, state: "posted" },
    });
  });

  it("refuses a bill in a currency or on an account Odoo does not have, before anything is sent", async () => {
    const partnerId = await makePartner(documents(), "carrier");
    const bill = billOf(world, partnerId);
    const currency = ask("vendor_bill", { ...bill, currency: "XXX" }, "NHFR", `${bill.reference}c`);
    await expect(tell(world, currency)).rejects.toThrow(/no currency XXX/);
    const lines = [{ name: "x", quantity: "1", unitPrice: "1", accountCode: "000009" }];
    const account = ask("vendor_bill", { ...bill, lines }, "NHFR", `${bill.reference}a`);
    await expect(tell(world, account)).rejects.toThrow(/no account 000009/);
  });

  it("books an accrual once and takes it back once", async () => {
    const reference = `ACC-${world.run}`;
    const line = { name: "Freight SHP-1", debit: "0.00", credit: "0.00" };
    const entry = {
      journalCode: "MISC",
      date: "2026-11-18",
      reference,
      lines: [
        { ...line, accountCode: "600000", debit: "120.50" },
        { ...line, accountCode: "211000", credit: "120.50" },
      ],
    };
    const done = await tellTwice(world, ask("accrual_entry", entry, reference, "linehaul"));
    expect(done).toMatchObject({ state: "posted" });
    const back = { entryId: done.id, date: "2026-11-19", reason: "bill is in" };
    const reversal = await tellTwice(world, ask("accrual_reversal", back, reference));
    expect(reversal).toMatchObject({ state: "posted" });
    expect(await moves([["reversed_entry_id", "=", done.id]])).toHaveLength(1);
    const lines = await world.admin.find(
      "account.move.line",
      [
        ["move_id", "in", [done.id, reversal.id]],
        ["account_id.code", "=", "600000"],
      ],
      ["balance"],
    );
    expect(lines.reduce((sum, one) => sum + Number(one.balance), 0)).toBe(0);
  });

  it("leaves a reversal of a later date for Odoo to post on its day", async () => {
    const reference = `ACC-later-${world.run}`;
    const line = { name: "Freight", debit: "0", credit: "0" };
    const lines = [
      { ...line, accountCode: "600000", debit: "9" },
      { ...line, accountCode: "211000", credit: "9" },
    ];
    const entry = { journalCode: "MISC", date: "2026-11-18", reference, lines };
    const done = await tellTwice(world, ask("accrual_entry", entry, reference, "linehaul"));
    const back = { entryId: done.id, date: "2099-01-31", reason: "month end" };
    const reversal = await tellTwice(world, ask("accrual_reversal", back, reference));
    expect(reversal.state).toBe("draft");
  });
}
function billOf(world: CommandWorld, partnerId: number) {
  return {
    partnerId,
    reference: `INV-${world.run}-${partnerId}`,
    origin: "WH/OUT/1",
    invoiceDate: "2026-11-17",
    currency: "USD",
    lines: [
      { name: "Linehaul", quantity: "1", unitPrice: "130.50", accountCode: "600000" },
      { name: "Fuel", quantity: "2", unitPrice: "10.25", accountCode: "600000" },
    ],
    post: true,
  };
}
