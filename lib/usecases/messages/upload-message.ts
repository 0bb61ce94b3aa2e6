import { findConnection } from "@/db/queries/connections/find-connection";
import { inTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError, NotFoundError, TooLargeError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { messageRow } from "../inbox/message-row";
import { isOwnConnection, OWN_ONLY } from "../inbox/own-connection";
import { type StoredMessage, storeRows } from "../inbox/store-rows";

export const UPLOAD_LIMIT_BYTES = 16 * 1024 * 1024;

export interface UploadInput {
  readonly connectionId: string;
  readonly fileName: string;
  readonly body: Uint8Array;
}

/**
 * Takes a file a person brings as a message of one connection, with their name in the audit log. A file that came before,
 * by any way, is known by its bytes and stored no second time.
 */
export async function uploadMessage(ctx: Context, input: UploadInput): Promise<StoredMessage> {
  requirePermission(ctx.actor, "message.upload");
  const { connectionId, body } = input;
  const fileName = plainFileName(input.fileName);
  if (body.byteLength === 0) throw new InvalidError("The file is empty. Nothing was stored.");
  if (body.byteLength > UPLOAD_LIMIT_BYTES) {
    throw new TooLargeError(
      "A file may hold at most 16 MiB. Nothing was stored; split it, or drop it in the folder.",
    );
  }
  const { companyId } = ctx.actor;
  return inTransaction(ctx.db, async (tx) => {
    const connection = await findConnection(tx, { companyId, id: connectionId });
    if (!connection) throw new NotFoundError("There is no such connection. Nothing was stored.");
    if (isOwnConnection(connection.dialect)) throw new InvalidError(OWN_ONLY);
    if (!connection.enabled) {
      throw new InvalidError(`${connection.name} is switched off. Nothing was stored; switch it on first.`);
    }
    const now = ctx.now();
    const message = { connectionId, body, fileName, transport: "upload" } as const;
    const [stored] = await storeRows(tx, [messageRow(companyId, message, now)]);
    if (!stored) throw new Error("an uploaded file came back without a result");
    const subject = { kind: "message", id: stored.messageId };
    const after = { result: stored.kind, connection: connection.slug, fileName, sizeBytes: body.byteLength };
    await appendAudit(tx, ctx.actor, { action: "message.upload", subject, after }, now);
    return stored;
  });
}

/** The last part of what a browser calls the file, without characters that could mislead who reads it. */
function plainFileName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? "").replace(/\p{C}/gu, "").trim();
  return name.slice(0, 200) || "upload";
}
