import { readNeeded } from "./account-move";
import { externalIdOf, findByExternalId } from "./external-id";
import type { CommandHandler } from "./handler";
import { inCompany } from "./handler";
import { type NotePlan, noteRow, sendNote } from "./note";

/** A note in a delivery's chatter. Nothing in Odoo guards against two, so it carries an external id. */
export const statusNote: CommandHandler<"status_note", NotePlan> = {
  async lookUp(client, request) {
    const { companyId, pickingId } = request.payload;
    const id = await findByExternalId(client, "mail.message", externalIdOf(request), inCompany(companyId));
    if (id === undefined) return { state: "absent" };
    return {
      state: "done",
      result: { model: "mail.message", id, name: null, state: null },
      touched: [
        { model: "mail.message", odooId: id },
        { model: "stock.picking", odooId: pickingId },
      ],
    };
  },
  async plan(client, request) {
    const { companyId, pickingId, text } = request.payload;
    const context = inCompany(companyId);
    await readNeeded(client, "stock.picking", pickingId, ["name"], context, "delivery");
    return { row: noteRow(externalIdOf(request), pickingId, text), context };
  },
  send: sendNote,
};
