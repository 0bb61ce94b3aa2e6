import { createHash } from "node:crypto";
import type { CommandPayloads } from "@/lib/domain/command/command";
import type { OdooClient, OdooContext } from "../client/odoo-client";
import { readNeeded } from "./account-move";
import { externalIdOf, findByExternalId, qualified } from "./external-id";
import { type CommandHandler, type CommandRequest, inCompany } from "./handler";
import { type LoadRow, loadOnce } from "./load-once";
import { noteRow } from "./note";

interface PodPlan {
  /** Null when the file is there and only its note is missing. */
  readonly file: LoadRow | null;
  readonly fileId: number | null;
  readonly note: { readonly externalId: string; readonly pickingId: number; readonly text: string };
  readonly context: OdooContext;
}

type Request = CommandRequest<"pod_attachment">;

/**
 * A proof of delivery on a delivery, with a note that shows it. Odoo takes the same file twice without a word, so the file is compared by its SHA-1
 * first (somebody may have attached it by hand) and carries an external id.
 */
export const podAttachment: CommandHandler<"pod_attachment", PodPlan> = {
  async lookUp(client, request) {
    const { companyId, pickingId, fileName } = request.payload;
    const context = inCompany(companyId);
    const own = await findByExternalId(client, "ir.attachment", externalIdOf(request), context);
    const id = own ?? (await sameFile(client, request.payload, context));
    if (id === undefined) return { state: "absent" };
    const result = { model: "ir.attachment", id, name: fileName, state: null };
    // A file of somebody else's needs no note of ours.
    const note = externalIdOf(request, "note");
    const isNoted = own === undefined || (await findByExternalId(client, "mail.message", note, context));
    if (!isNoted) return { state: "begun", result };
    const touched = [
      { model: "ir.attachment", odooId: id },
      { model: "stock.picking", odooId: pickingId },
    ];
    return { state: "done", result, touched };
  },
  async plan(client, request, found) {
    const { companyId, pickingId, fileName } = request.payload;
    const context = inCompany(companyId);
    await readNeeded(client, "stock.picking", pickingId, ["name"], context, "delivery");
    const fileId = found.state === "begun" ? found.result.id : null;
    const text = `Proof of delivery: ${fileName}`;
    const note = { externalId: externalIdOf(request, "note"), pickingId, text };
    return { file: fileId === null ? fileRow(request) : null, fileId, note, context };
  },
  async send(client, { file, fileId, note, context }) {
    const id = file ? await loadOnce(client, "ir.attachment", [file], context) : fileId;
    if (id === null) return;
    const row = noteRow(note.externalId, note.pickingId, note.text, id);
    await loadOnce(client, "mail.message", [row], context);
  },
};

function fileRow(request: Request): LoadRow {
  const { pickingId, fileName, mimeType, contentBase64 } = request.payload;
  return {
    id: qualified(externalIdOf(request)),
    name: fileName,
    res_model: "stock.picking",
    res_id: String(pickingId),
    mimetype: mimeType,
    datas: contentBase64,
  };
}

async function sameFile(
  client: OdooClient,
  payload: CommandPayloads["pod_attachment"],
  context: OdooContext,
): Promise<number | undefined> {
  const checksum = createHash("sha1").update(Buffer.from(payload.contentBase64, "base64")).digest("hex");
  const [id] = await client.search(
    "ir.attachment",
    [
      ["res_model", "=", "stock.picking"],
      ["res_id", "=", payload.pickingId],
      ["checksum", "=", checksum],
    ],
    { limit: 1, context },
  );
  return id;
}
