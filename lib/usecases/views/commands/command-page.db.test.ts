import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandAttempt } from "@/db/schema/command";
import { type OdooFixture, odooFixture } from "../odoo/testing/odoo-fixture";
import { commandPage } from "./command-page";

let fixture: OdooFixture;
let id: string;

beforeAll(async () => {
  fixture = await odooFixture();
  const [first = ""] = await fixture.addCommands(1, {
    state: "rejected",
    kind: "pod_attachment",
    operationKey: "pod:1",
    payload: {
      companyId: 1,
      pickingId: 12,
      fileName: "pod.pdf",
      mimeType: "application/pdf",
      contentBase64: "QUJD".repeat(1_024),
    },
  });
  id = first;
  await fixture.db.insert(commandAttempt).values({
    companyId: fixture.companyId,
    commandId: id,
    number: 1,
    kind: "send",
    startedAt: fixture.now,
    endedAt: new Date(fixture.now.getTime() + 240),
    outcome: "rejected",
    error: "You may not attach to a cancelled delivery.",
    request: [{ vals_list: [{ name: "pod.pdf", datas: "QUJD" }] }],
    reply: { name: "odoo.exceptions.UserError", debug: "Traceback" },
  });
});
afterAll(() => fixture.close());

describe("one write to Odoo", () => {
  it("says what it holds without its bytes, what was tried and what Odoo said", async () => {
    const page = await commandPage(fixture.contextOf("it"), id);
    expect(page.facts).toEqual([
      { name: "Delivery", value: "Delivery 12" },
      { name: "File", value: "pod.pdf" },
      { name: "Type", value: "application/pdf" },
      { name: "Size", value: "3 KiB" },
      { name: "Company", value: "Company 1" },
    ]);
    expect(page.attemptsMade[0]).toMatchObject({ durationMs: 240, outcome: "rejected" });
    expect(JSON.stringify(page)).not.toMatch(/QUJD|Traceback/);
  });

  it("keeps the exchange from who may not read bytes", async () => {
    const { attemptsMade } = await commandPage(fixture.contextOf("it"), id);
    expect(attemptsMade[0]?.exchange?.reply).toContain("UserError");
    await expect(commandPage(fixture.contextOf("customer_service"), id)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("says how many writes of the same document go first", async () => {
    const [earlier = ""] = await fixture.addCommands(1, {
      documentKey: "stock.picking,9",
      operationKey: "a",
    });
    const [later = ""] = await fixture.addCommands(1, { documentKey: "stock.picking,9", operationKey: "b" });
    const waits = async (one: string) => (await commandPage(fixture.contextOf("it"), one)).waitsBehind;
    expect([await waits(earlier), await waits(later)]).toEqual([0, 1]);
  });

  it("is none for another company, and none for what is no id", async () => {
    await expect(commandPage(fixture.strangerOf("it"), id)).rejects.toMatchObject({ code: "not_found" });
    await expect(commandPage(fixture.contextOf("it"), "x'--")).rejects.toMatchObject({ code: "not_found" });
  });
});
