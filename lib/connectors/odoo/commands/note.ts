import type { OdooClient, OdooContext } from "../client/odoo-client";
import { qualified } from "./external-id";
import { type LoadRow, loadOnce } from "./load-once";

export interface NotePlan {
  readonly row: LoadRow;
  readonly context: OdooContext;
}

/**
 * One internal note as `load()` takes it. `message_post` would do the same without a way to tell that it was done: a repeated or doubled request
 * would write it twice.
 */
export function noteRow(externalId: string, pickingId: number, text: string, attachmentId?: number): LoadRow {
  return {
    id: qualified(externalId),
    model: "stock.picking",
    res_id: String(pickingId),
    message_type: "comment",
    "subtype_id/id": "mail.mt_note",
    is_internal: "1",
    body: `<p>${escapeHtml(text)}</p>`,
    ...(attachmentId === undefined ? {} : { "attachment_ids/.id": String(attachmentId) }),
  };
}

export async function sendNote(client: OdooClient, { row, context }: NotePlan): Promise<void> {
  await loadOnce(client, "mail.message", [row], context);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML shows it, line by line: what a carrier wrote never becomes markup in Odoo. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "").replace(/\r?\n/g, "<br>");
}
