import { z } from "zod";
import type { UploadAnswer } from "@/lib/contracts/messages/upload";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError, InvalidError, TooLargeError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { UPLOAD_LIMIT_BYTES, uploadMessage } from "./upload-message";

/** The file, its name and the boundaries around both. */
const MOST_REQUEST_BYTES = UPLOAD_LIMIT_BYTES + 64 * 1024;

/** Takes the file out of a multipart form and stores it as a message. Bounded before a byte of it is read. */
export async function uploadForm(ctx: Context, request: Request): Promise<UploadAnswer> {
  refuseForeign(request);
  // Before 16 MiB are read for someone who may not send them.
  requirePermission(ctx.actor, "message.upload");
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!Number.isFinite(length)) {
    throw new InvalidError("The size of the file was not stated. Nothing was stored.");
  }
  if (length > MOST_REQUEST_BYTES) {
    throw new TooLargeError("A file may hold at most 16 MiB. Nothing was stored; split it.");
  }
  const form = await request.formData().catch(() => null);
  const connectionId = z.uuid().safeParse(form?.get("connectionId"));
  const file = form?.get("file");
  if (!connectionId.success || !(file instanceof File)) {
    throw new InvalidError("Choose a connection and a file. Nothing was stored.");
  }
  const body = new Uint8Array(await file.arrayBuffer());
  const stored = await uploadMessage(ctx, { connectionId: connectionId.data, fileName: file.name, body });
  return { result: stored.kind, messageId: stored.messageId };
}

/** A form on another site may not send files in the name of who is signed in here. */
function refuseForeign(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") {
    throw new ForbiddenError("Files are taken from Milepost's own page only. Nothing was stored.");
  }
}
