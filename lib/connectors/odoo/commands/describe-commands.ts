import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandKind, CommandPayloads } from "@/lib/domain/command/command";
import { operationKeyOf } from "@/lib/domain/command/operation-key";
import { makeOrder, makePartner, ship, takeBack } from "../contract/contract-documents";
import type { ContractWorld } from "../contract/contract-world";
import type { OdooTarget } from "../contract/target";
import type { CommandHandler, CommandRequest, Finding } from "./handler";
import { COMMAND_HANDLERS } from "./handlers";
import { type CommandWorld, openCommandWorld } from "./testing/command-world";

const TODAY = "2026-11-20";
const MINUTES = 60_000;

/**
 * Every kind of command against an Odoo: it shows its effect, and asked for again, also twice at the same moment, it has that effect once. Run
 * against the real Odoo and against what stands in for it; every test makes its own documents.
 */
export function describeCommands(name: string, makeTarget: () => Promise<OdooTarget>): void {
  describe(`commands to ${name}`, { timeout: MINUTES }, () => {
    let world: CommandWorld;
    beforeAll(async () => {
      world = await openCommandWorld(await makeTarget());
    }, 2 * MINUTES);
    afterAll(() => world?.close(), MINUTES);

    // Making documents takes less of a world than the contract has.
    const documents = () => world as unknown as ContractWorld;
    const make = (units?: number) => makeOrder(documents(), units);
    const shipped = async (units = 5) => {
      const order = await make(units);
      await ship(documents(), order.pickingId, units);
      return order;
    };
    const ask = <K extends CommandKind>(
      kind: K,
      payload: Omit<CommandPayloads[K], "companyId">,
      ...key: string[]
    ) => requestOf(world, kind, payload, key);
    const moves = (domain: [string, string, unknown][]) =>
      world.admin.find("account.move", domain, ["name", "state", "amount_total", "invoice_date", "ref"]);

    it("writes a note once and never as markup", async () => {
      const { pickingId } = await make();
      const request = ask("status_note", { pickingId, text: "Held at <b>gate</b>\n& waiting" }, "WH", "gate");
      const done = await tellTwice(world, request);
      const notes = await world.admin.find(
        "mail.message",
        [["id", "=", done.id]],
        ["body", "is_internal", "res_id"],
      );
      expect(notes[0]).toMatchObject({ res_id: pickingId, is_internal: true });
      expect(String(notes[0]?.body)).toContain("Held at &lt;b&gt;gate&lt;/b&gt;<br>&amp; waiting");
      const all = await world.admin.find(
        "mail.message",
        [
          ["model", "=", "stock.picking"],
          ["res_id", "=", pickingId],
          ["body", "ilike", "gate"],
        ],
        ["id"],
      );
      expect(all).toHaveLength(1);
    });

    it("writes the tracking reference, and not on a cancelled delivery", async () => {
      const { pickingId } = await make();
      const request = ask("tracking_reference", { pickingId, trackingReference: "1Z-A" }, "WH", "1Z-A");
      expect(await tellTwice(world, request)).toMatchObject({ model: "stock.picking", id: pickingId });
      await world.admin.run("stock.picking", "action_cancel", [pickingId]);
      const late = ask("tracking_reference", { pickingId, trackingReference: "1Z-B" }, "WH", "1Z-B");
      await expect(tell(world, late)).rejects.toThrow(/cancelled in Odoo/);
    });

    it("attaches a proof of delivery once, with its note, and leaves one that is there alone", async () => {
      const { pickingId } = await make();
      const file = { fileName: "pod.txt", mimeType: "text/plain" };
      const contentBase64 = Buffer.from(`signed by J. Doe ${world.run}`).toString("base64");
      const request = ask("pod_attachment", { pickingId, ...file, contentBase64 }, "WH", "pod");
      const done = await tellTwice(world, request);
      const files = () =>
        world.admin.find(
          "ir.attachment",
          [
            ["res_model", "=", "stock.picking"],
            ["res_id", "=", pickingId],
          ],
          ["name"],
        );
      expect(await files()).toEqual([expect.objectContaining({ id: done.id, name: "pod.txt" })]);
      const again = ask(
        "pod_attachment",
        { pickingId, ...file, contentBase64 },
        "WH",
        "the same file, another key",
      );
      expect((await lookUp(world, again)).state).toBe("done");
      const other = Buffer.from("another page").toString("base64");
      const second = ask("pod_attachment", { pickingId, ...file, contentBase64: other }, "WH", "page 2");
      expect((await tellTwice(world, second)).id).not.toBe(done.id);
      expect(await files()).toHaveLength(2);
      const notes = await world.admin.find(
        "mail.message",
        [
          ["model", "=", "stock.picking"],
          ["res_id", "=", pickingId],
          ["body", "ilike", "Proof of delivery"],
        ],
        ["attachment_ids"],
      );
      expect(notes.flatMap((note) => note.attachment_ids)).toHaveLength(2);
    });

    it("drafts one invoice of what was delivered, then posts it with its date", async () => {
      const { orderId } = await shipped(5);
      const request = ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "delivery 1");
      const draft = await tellTwice(world, request);
      expect(draft).toMatchObject({ model: "account.move", state: "draft" });
      expect(await moves([["line_ids.sale_line_ids.order_id", "=", orderId]])).toHaveLength(1);
      const post = ask(
        "post_customer_invoice",
        { invoiceId: draft.id, invoiceDate: "2026-11-18" },
        String(draft.id),
      );
      expect(await tellTwice(world, post)).toMatchObject({ id: draft.id, state: "posted" });
      expect(await moves([["id", "=", draft.id]])).toEqual([
        expect.objectContaining({ invoice_date: "2026-11-18", amount_total: 50 }),
      ]);
    });

    it("says in Odoo's words that there is nothing to invoice", async () => {
      const { orderId } = await make();
      const request = ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "too early");
      await expect(tell(world, request)).rejects.toMatchObject({ name: "OdooError" });
      expect(await lookUp(world, request)).toEqual({ state: "absent" });
    });

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

    it("credits once what came back of an order", async () => {
      const { orderId, pickingId } = await shipped(5);
      const draft = await tellTwice(world, ask("draft_customer_invoice", { saleOrderId: orderId }, "S", "1"));
      await tellTwice(
        world,
        ask("post_customer_invoice", { invoiceId: draft.id, invoiceDate: "2026-11-18" }, String(draft.id)),
      );
      await takeBack(documents(), pickingId, 2);
      const credit = await tellTwice(
        world,
        ask("return_credit_note", { saleOrderId: orderId }, "S", "return 1"),
      );
      const refunds = await moves([
        ["line_ids.sale_line_ids.order_id", "=", orderId],
        ["move_type", "=", "out_refund"],
      ]);
      expect(refunds).toEqual([expect.objectContaining({ id: credit.id, amount_total: 20 })]);
    });
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

function requestOf<K extends CommandKind>(
  world: CommandWorld,
  kind: K,
  payload: Omit<CommandPayloads[K], "companyId">,
  key: readonly string[],
): CommandRequest<K> {
  return {
    kind,
    operationKey: operationKeyOf(kind, [...key, world.run, ...(key.length < 2 ? ["x"] : [])].slice(0, 4)),
    payload: { ...payload, companyId: world.companyId } as CommandPayloads[K],
    today: TODAY,
  };
}

const handlerOf = <K extends CommandKind>(request: CommandRequest<K>) =>
  COMMAND_HANDLERS[request.kind] as CommandHandler<K>;

function lookUp<K extends CommandKind>(world: CommandWorld, request: CommandRequest<K>): Promise<Finding> {
  return handlerOf(request).lookUp(world.client, request);
}

/** Looks up, plans and sends once. */
async function tell<K extends CommandKind>(
  world: CommandWorld,
  request: CommandRequest<K>,
): Promise<Finding> {
  const handler = handlerOf(request);
  const plan = await handler.plan(world.client, request, await lookUp(world, request));
  await handler.send(world.client, plan);
  return lookUp(world, request);
}

/** The request leaves twice at the same moment and once more later; afterwards Odoo shows one effect. */
async function tellTwice<K extends CommandKind>(world: CommandWorld, request: CommandRequest<K>) {
  const handler = handlerOf(request);
  expect((await lookUp(world, request)).state).toBe("absent");
  const plan = await handler.plan(world.client, request, { state: "absent" });
  const sent = await Promise.allSettled([handler.send(world.client, plan), handler.send(world.client, plan)]);
  const refusals = sent.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(refusals.length, String(refusals)).toBeLessThan(2);
  const found = await lookUp(world, request);
  if (found.state !== "done") throw new Error(`not done: ${JSON.stringify(found)} ${String(refusals)}`);
  await handler.send(world.client, plan).catch(() => undefined);
  const after = await lookUp(world, request);
  expect(after).toEqual(found);
  return found.result;
}
