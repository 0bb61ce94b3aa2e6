import type { OdooContext } from "../client/odoo-client";
import { MOVE_FIELDS, moveFinding, postMove, readNeeded, readOne } from "./account-move";
import { type CommandHandler, CommandRefusal, inCompany } from "./handler";

interface PostPlan {
  readonly invoiceId: number;
  /** Null when the draft carries it already. */
  readonly invoiceDate: string | null;
  readonly context: OdooContext;
}

/** Posts a draft invoice or credit note with its date. Its state is the guard: a second posting is refused by Odoo. */
export const postCustomerInvoice: CommandHandler<"post_customer_invoice", PostPlan> = {
  async lookUp(client, { payload }) {
    const { companyId, invoiceId } = payload;
    const move = await readOne(client, "account.move", invoiceId, MOVE_FIELDS, inCompany(companyId));
    return move?.state === "posted" ? moveFinding(move, true) : { state: "absent" };
  },
  async plan(client, { payload }) {
    const { companyId, invoiceId, invoiceDate } = payload;
    const context = inCompany(companyId);
    const move = await readNeeded(client, "account.move", invoiceId, MOVE_FIELDS, context, "invoice");
    if (move.move_type !== "out_invoice" && move.move_type !== "out_refund")
      throw new CommandRefusal(
        `Entry ${move.name || invoiceId} in Odoo is no customer invoice. It was not posted.`,
      );
    if (move.state !== "draft")
      throw new CommandRefusal(
        `Invoice ${move.name || invoiceId} is cancelled in Odoo and can't be posted. Nothing was changed.`,
      );
    return { invoiceId, invoiceDate: move.invoice_date === invoiceDate ? null : invoiceDate, context };
  },
  async send(client, { invoiceId, invoiceDate, context }) {
    if (invoiceDate !== null) {
      await client.write("account.move", [invoiceId], { invoice_date: invoiceDate }, context);
    }
    await postMove(client, invoiceId, context);
  },
};
