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

  it("refuses a bill whose number somebody entered by hand, naming it", async () => {
    const partnerId = await makePartner(documents(), "carrier");
    const bill = billOf(world, partnerId);
    const byHand = await world.admin.create("account.move", {
      move_type: "in_invoice",
      partner_id: partnerId,
      ref: bill.reference.toLowerCase(),
      invoice_date: "2026-11-17",
      invoice_line_ids: [[0, 0, { name: "Linehaul", quantity: 1, price_unit: 151 }]],
    });
    const request = ask("vendor_bill", bill, "NHFR", bill.reference);
    await expect(tell(world, request)).rejects.toThrow(/is in Odoo already, as draft bill \d+/);
    await world.admin.run("account.move", "action_post", [byHand]);
    const [posted] = await moves([["id", "=", byHand]]);
    await expect(tell(world, request)).rejects.toThrow(`is in Odoo already, as ${posted?.name}`);
    expect(await moves([["partner_id", "=", partnerId]])).toHaveLength(1);
    await world.admin.run("account.move", "button_cancel", [byHand]);
    expect((await tell(world, request)).state).toBe("done");
  });

  it("takes back nothing where somebody began to, or took back a part, and is done where they took back all", async () => {
    const accrued = async (amount: string) => {
      const reference = `ACC-hand-${amount}-${world.run}`;
      const line = { name: "Freight", debit: "0", credit: "0" };
      const lines = [
        { ...line, accountCode: "600000", debit: amount },
        { ...line, accountCode: "211000", credit: amount },
      ];
      const entry = { journalCode: "MISC", date: "2026-11-18", reference, lines };
      const { id } = await tellTwice(world, ask("accrual_entry", entry, reference, "linehaul"));
      return {
        id,
        request: ask(
          "accrual_reversal",
          { entryId: id, date: "2026-11-19", reason: "bill is in" },
          reference,
        ),
      };
    };
    const byHand = async (entryId: number, amount: number) => {
      const lines = await world.admin.find(
        "account.move.line",
        [["move_id", "=", entryId]],
        ["account_id", "debit"],
      );
      return world.admin.create("account.move", {
        move_type: "entry",
        date: "2026-11-19",
        reversed_entry_id: entryId,
        line_ids: lines.map((line) => {
          const account_id = (line.account_id as [number, string])[0];
          const side = Number(line.debit) > 0 ? { credit: amount } : { debit: amount };
          return [0, 0, { name: "by hand", account_id, ...side }];
        }),
      });
    };
    const part = await accrued("50");
    const partly = await byHand(part.id, 20);
    await expect(tell(world, part.request)).rejects.toThrow(
      /Somebody began to take this entry back .* is not posted/,
    );
    expect(await moves([["id", "=", partly]])).toEqual([expect.objectContaining({ state: "draft" })]);
    await world.admin.run("account.move", "action_post", [partly]);
    expect((await lookUp(world, part.request)).state).toBe("absent");
    await expect(tell(world, part.request)).rejects.toThrow(/takes back 20\.00 of this entry/);
    const whole = await accrued("70");
    const all = await byHand(whole.id, 70);
    await world.admin.run("account.move", "action_post", [all]);
    expect(await lookUp(world, whole.request)).toMatchObject({ state: "done", result: { id: all } });
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
