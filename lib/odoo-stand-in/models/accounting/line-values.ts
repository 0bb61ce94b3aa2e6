import type { Env } from "../../records/env";
import { amount, cents, type Row } from "../../registry/values";

/** In the document's currency. Lines that carry no quantity (the receivable) have none. */
export const subtotal = (_: Env, line: Row): number =>
  cents(amount(line.quantity) * amount(line.price_unit) * (1 - amount(line.discount) / 100));
