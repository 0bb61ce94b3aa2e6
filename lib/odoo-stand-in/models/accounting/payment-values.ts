import type { Env } from "../../records/env";
import { ids, type Row, text } from "../../registry/values";

const settled = (env: Env, payment: Row, side: "out_" | "in_") =>
  ids(payment.invoice_ids).filter((id) => text(env.find("account.move", id)?.move_type).startsWith(side));

export const customerInvoices = (env: Env, payment: Row) => settled(env, payment, "out_");
export const bills = (env: Env, payment: Row) => settled(env, payment, "in_");
