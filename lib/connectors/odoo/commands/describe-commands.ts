import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandKind, CommandPayloads } from "@/lib/domain/command/command";
import { makeOrder } from "../contract/contract-documents";
import type { ContractWorld } from "../contract/contract-world";
import type { OdooTarget } from "../contract/target";
import { describeEntries } from "./describe-entries";
import { describeOrderInvoicing } from "./describe-order-invoicing";
import { type CommandWorld, openCommandWorld } from "./testing/command-world";
import { lookUp, requestOf, tell, tellTwice } from "./testing/tell-command";

const MINUTES = 60_000;

/**
 * Every kind of command against an Odoo: it shows its effect, and asked for again, also twice at the same moment, it has that effect once. Run
 * against the real Odoo and against what stands in for it; every test makes its own documents.
 */
export function describeCommands(name: string, makeTarget: () => Promise<OdooTarget>): void {
  describe(`commands to ${name}`, { timeout: 3 * MINUTES }, () => {
    let world: CommandWorld;
    beforeAll(async () => {
      world = await openCommandWorld(await makeTarget());
    }, 2 * MINUTES);
    afterAll(() => world?.close(), MINUTES);

    // Making documents takes less of a world than the contract has.
    const documents = () => world as unknown as ContractWorld;
    const make = () => makeOrder(documents());
    const ask = <K extends CommandKind>(
      kind: K,
      payload: Omit<CommandPayloads[K], "companyId">,
      ...key: string[]
    ) => requestOf(world, kind, payload, key);

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

    it("adds the tracking reference to those that are there, and leaves a field somebody changed meanwhile", async () => {
      const { pickingId } = await make();
      const field = async () => {
        const [row] = await world.admin.find(
          "stock.picking",
          [["id", "=", pickingId]],
          ["carrier_tracking_ref"],
        );
        return row?.carrier_tracking_ref;
      };
      const write = (carrier_tracking_ref: string) =>
        world.admin.write("stock.picking", [pickingId], { carrier_tracking_ref });
      await write("NHF-1; NHF-2");
      const there = ask("tracking_reference", { pickingId, trackingReference: "NHF-2" }, "WH", "NHF-2");
      expect((await lookUp(world, there)).state).toBe("done");
      const more = ask("tracking_reference", { pickingId, trackingReference: "1Z-C" }, "WH", "1Z-C");
      await tellTwice(world, more);
      expect(await field()).toBe("NHF-1; NHF-2, 1Z-C");
      const sent = { ...more, baseline: { trackingReference: "NHF-1; NHF-2" } };
      await write("NHF-9");
      await expect(tell(world, sent)).rejects.toThrow(
        /changed in Odoo meanwhile, from "NHF-1; NHF-2" to "NHF-9"/,
      );
      expect(await field()).toBe("NHF-9");
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

    describeOrderInvoicing(() => world);
    describeEntries(() => world);
  });
}
