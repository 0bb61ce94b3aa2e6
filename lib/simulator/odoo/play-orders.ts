import type { OrderStory } from "./order-story";
import {
  bookPayments,
  draftCreditNotes,
  draftInvoices,
  enterCarrierBills,
  postCreditNotes,
  postInvoices,
} from "./play-billing";
import { callOff, playSelling } from "./play-selling";
import { playBackorders, playReturns, playShipping } from "./play-shipping";
import { type Case, casesOf, type Desk } from "./standing";

type Phase = (desk: Desk, cases: readonly Case[]) => Promise<number>;

/** In the order in which one order goes through the house; each looks at what Odoo says, not at what was done before. */
const PHASES: readonly Phase[] = [
  playShipping,
  callOff,
  (desk, cases) => playBackorders(desk, cases, "before invoice"),
  draftInvoices,
  postInvoices,
  bookPayments,
  (desk, cases) => playBackorders(desk, cases, "after invoice"),
  playReturns,
  draftCreditNotes,
  postCreditNotes,
];

/** Brings these orders in Odoo to where they are at `desk.until`. Safe to repeat, and to stop anywhere. */
export async function playOrders(desk: Desk, stories: readonly OrderStory[]): Promise<void> {
  let cases = await playSelling(desk, stories);
  for (const phase of PHASES) {
    const clicks = await phase(desk, cases);
    if (clicks > 0) cases = await casesOf(desk.odoo, stories);
  }
  await enterCarrierBills(desk, cases);
}
