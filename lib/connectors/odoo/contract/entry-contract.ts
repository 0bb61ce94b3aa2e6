import { beforeAll, describe, expect, it } from "vitest";
import { freshNumber, makePartner } from "./contract-documents";
import { bare, type ContractWorld, TRANSPORTS } from "./contract-world";

/** Bills and entries: created through `load()` with an external id, the only guard Odoo has against doubling them. */
export function describeBillsAndEntries(worldOf: () => ContractWorld): void {
  describe.each(TRANSPORTS)("a bill or entry over %s", (kind) => {
    let vendorId = 0;
    const client = () => worldOf().actor.clients[kind];
    const wire = () => worldOf().actor.wires[kind];
    const context = () => ({ allowed_company_ids: [worldOf().companyId] });
    const fresh = (prefix: string) => freshNumber(worldOf(), prefix).replaceAll("-", "_");

    beforeAll(async () => {
      vendorId = await makePartner(worldOf(), "carrier");
    });

    const BILL = [
      "id",
      "move_type",
      "partner_id/.id",
      "ref",
      "invoice_date",
      "invoice_line_ids/id",
      "invoice_line_ids/name",
      "invoice_line_ids/quantity",
      "invoice_line_ids/price_unit",
    ];
    const loadBill = (key: string, changes: { date?: string; type?: string; ref?: string } = {}) => {
      const { date = "2026-11-18", type = "in_invoice", ref = key } = changes;
      const row = [`milepost.${key}`, type, String(vendorId), ref, date];
      const line = [`milepost.${key}_1`, "Linehaul", "1", "310.00"];
      return client().load("account.move", BILL, [[...row, ...line]], context());
    };
    const post = (id: number) => client().call("account.move", "action_post", [id], {}, context());
    const move = async (id: number, ...fields: string[]) =>
      (await client().read("account.move", [id], fields)).records[0];

    it("is created once however often it is loaded, lines included", async () => {
      const key = fresh("bill");
      const first = await loadBill(key);
      expect(first).toMatchObject({ ids: [expect.any(Number)], messages: [] });
      expect((await loadBill(key)).ids).toEqual(first.ids);
      const [id] = first.ids as number[];
      const lines = await client().searchCount("account.move.line", [
        ["move_id", "=", id],
        ["display_type", "=", "product"],
      ]);
      expect(lines).toBe(1);
      expect(await move(id ?? 0, "state", "move_type", "ref")).toMatchObject({
        state: "draft",
        move_type: "in_invoice",
        ref: key,
      });
    });

    it("is found by its external id, also by the reader", async () => {
      const key = fresh("bill");
      const { ids } = await loadBill(key);
      const found = await worldOf().reader.clients[kind].searchRead(
        "ir.model.data",
        [
          ["module", "=", "milepost"],
          ["name", "=", key],
        ],
        ["model", "res_id"],
        { limit: 1 },
      );
      expect(found[0]).toMatchObject({ model: "account.move", res_id: (ids as number[])[0] });
    });

    it("is not doubled by two loads at the same moment", async () => {
      const key = fresh("bill");
      const answers = await Promise.all([loadBill(key), loadBill(key)]);
      const ids = new Set(answers.flatMap((answer) => answer.ids || []));
      expect(ids.size).toBe(1);
      expect(await client().searchCount("account.move", [["ref", "=", key]])).toBe(1);
    });

    it("answers 200 with ids false and the reason when a value is wrong, and writes nothing", async () => {
      const key = fresh("bill");
      const answer = await loadBill(key, { type: "no_such_type" });
      expect(answer.ids).toBe(false);
      expect(answer.messages[0]?.message).toContain("no_such_type");
      expect(await client().searchCount("account.move", [["ref", "=", key]])).toBe(0);
    });

    it("answers 200 with ids false when it is posted already", async () => {
      const key = fresh("bill");
      const { ids } = await loadBill(key);
      const [id] = ids as number[];
      expect(await post(id ?? 0)).toBe(false);
      const again = await loadBill(key);
      expect(again.ids).toBe(false);
      expect(again.messages[0]?.message).toMatch(/posted/i);
      expect(await move(id ?? 0, "state")).toMatchObject({ state: "posted" });
    });

    it("is created and posted a second time under another key, though vendor and number are the same", async () => {
      const ref = fresh("twice");
      for (const key of [fresh("bill"), fresh("bill")]) {
        const { ids } = await loadBill(key, { ref });
        expect(await post((ids as number[])[0] ?? 0)).toBe(false);
      }
      const both = [
        ["ref", "=", ref],
        ["state", "=", "posted"],
      ] as const;
      expect(await client().searchCount("account.move", both)).toBe(2);
    });

    it("is not posted without a date", async () => {
      const { ids } = await loadBill(fresh("bill"), { date: "" });
      await expect(post((ids as number[])[0] ?? 0)).rejects.toMatchObject({
        kind: expect.stringMatching(/^(rejected_by_target|validation)$/),
      });
    });

    const ENTRY = [
      "id",
      "move_type",
      "ref",
      "date",
      "journal_id/.id",
      "line_ids/id",
      "line_ids/name",
      "line_ids/account_id/.id",
      "line_ids/debit",
      "line_ids/credit",
    ];
    const loadEntry = async (key: string, credit: string) => {
      const ofCompany = ["company_id", "=", worldOf().companyId] as const;
      const journals = await client().searchRead(
        "account.journal",
        [ofCompany, ["type", "=", "general"], ["code", "=", "MISC"]],
        ["code"],
        { limit: 1 },
      );
      const accounts = await client().searchRead(
        "account.account",
        [["account_type", "in", ["expense", "liability_current"]]],
        ["account_type"],
        { limit: 100, context: context() },
      );
      const account = (type: string) => String(accounts.find((one) => one.account_type === type)?.id ?? "");
      const head = [`milepost.${key}`, "entry", key, "2026-11-19", String(journals[0]?.id ?? "")];
      return client().load(
        "account.move",
        ENTRY,
        [
          [...head, `milepost.${key}_1`, "Accrued freight", account("expense"), "120.00", "0.00"],
          [
            "",
            "",
            "",
            "",
            "",
            `milepost.${key}_2`,
            "Accrued freight",
            account("liability_current"),
            "0.00",
            credit,
          ],
        ],
        context(),
      );
    };

    it("must balance", async () => {
      const key = fresh("entry");
      const outcome = await loadEntry(key, "119.00").then(
        (answer) => answer.ids,
        (error: { kind: string }) => error.kind,
      );
      expect(outcome === false || outcome === "validation" || outcome === "rejected_by_target").toBe(true);
      expect(await client().searchCount("account.move", [["ref", "=", key]])).toBe(0);
    });

    it("is reversed by an entry that names it", async () => {
      const { ids, messages } = await loadEntry(fresh("entry"), "120.00");
      expect(messages).toEqual([]);
      const [id] = ids as number[];
      expect(await post(id ?? 0)).toBe(false);
      const journal = (await move(id ?? 0, "journal_id"))?.journal_id as [number, string];
      const active = { ...context(), active_model: "account.move", active_ids: [id] };
      const values = { date: "2026-11-20", reason: "accrual no longer needed", journal_id: journal[0] };
      const reversal = "account.move.reversal";
      const making = { positional: ["vals_list"], context: active };
      const wizards = await bare(wire(), reversal, "create", { vals_list: [values] }, making);
      await bare(wire(), reversal, "refund_moves", {}, { ids: wizards as number[], context: active });
      const reversals = await client().searchRead(
        "account.move",
        [["reversed_entry_id", "=", id]],
        ["state", "date"],
        { limit: 5 },
      );
      expect(reversals).toHaveLength(1);
      expect(reversals[0]).toMatchObject({ date: "2026-11-20", state: "posted" });
    });
  });
}
