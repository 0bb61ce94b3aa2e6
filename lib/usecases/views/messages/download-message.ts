import { selectMessageBody } from "@/db/queries/messages/select-message-body";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";

export interface Download {
  readonly bytes: Buffer;
  readonly fileName: string;
}

/** Far above what intake takes. */
const NO_LIMIT_BYTES = 1024 * 1024 * 1024;

/** A message's bytes exactly as they came over the wire; what came as gzip still is. */
export async function downloadMessage(ctx: Context, messageId: string): Promise<Download> {
  requirePermission(ctx.actor, "message.raw.read");
  const stored = await selectMessageBody(ctx.db, {
    companyId: ctx.actor.companyId,
    messageId,
    limitBytes: NO_LIMIT_BYTES,
  });
  if (!stored) throw new NotFoundError("There is no such message here.");
  const name = stored.fileName ?? `message-${messageId}.${EXTENSIONS[stored.format ?? ""] ?? "bin"}`;
  const isPacked = stored.contentEncoding === "gzip" && !name.endsWith(".gz");
  return { bytes: stored.body, fileName: isPacked ? `${name}.gz` : name };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  x12: "edi",
  edifact: "edi",
  json: "json",
  xml: "xml",
  csv: "csv",
};
