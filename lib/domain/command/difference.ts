import type { CommandKind, CommandResult } from "./command";

/** A document as it is now; without name and state where its model has none. */
export type DocumentNow = Partial<Pick<CommandResult, "name" | "state">>;

/** Kinds whose document we made ourselves: what becomes of it is a difference. Others only wrote on one that has a life of its own. */
const MADE: readonly CommandKind[] = [
  "draft_customer_invoice",
  "post_customer_invoice",
  "vendor_bill",
  "accrual_entry",
  "accrual_reversal",
  "return_credit_note",
];

/**
 * What somebody did to a confirmed command's document since, in words for a person; null when nothing that matters. A draft that was posted is the
 * course of things.
 */
export function differenceSince(
  kind: CommandKind,
  confirmed: CommandResult,
  now: DocumentNow | undefined,
): string | null {
  const name = confirmed.name ?? `${confirmed.model} ${confirmed.id}`;
  if (!now) return `${name} was deleted in Odoo after this was done. Nothing is sent again by itself.`;
  if (!MADE.includes(kind) || now.state === confirmed.state) return null;
  if (now.state === "cancel")
    return `${name} was cancelled in Odoo after this was done. Nothing is sent again by itself.`;
  if (confirmed.state === "posted" && now.state === "draft")
    return `${name} was set back to draft in Odoo after it was posted.`;
  return null;
}
