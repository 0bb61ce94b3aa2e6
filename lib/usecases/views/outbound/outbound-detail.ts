import { selectOutboundAttempts, selectOutboundDetail } from "@/db/queries/outbound/select-outbound";
import type { RawView } from "@/lib/contracts/messages/raw-view";
import type { OutboundDetail } from "@/lib/contracts/outbound/outbound-list";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { fileNameOf } from "@/lib/usecases/outbound/folder-way";
import type { Download } from "../messages/download-message";
import { messageIdFrom } from "../messages/message-id";
import { rawView } from "../messages/raw-message";
import { momentOf, outboundItem } from "./outbound-list";

/** One message we send: its exact bytes, what became of it and why there is one. */
export async function outboundDetail(
  ctx: Context,
  given: string,
): Promise<{ readonly detail: OutboundDetail; readonly view: RawView }> {
  const row = await read(ctx, given);
  const tries = await selectOutboundAttempts(ctx.db, ctx.actor.companyId, row.id);
  const sizeBytes = row.body.byteLength;
  const format = FORMATS[row.contentType.split(";")[0] ?? ""] ?? "text";
  const bytes = { body: row.body, sizeBytes, contentEncoding: null, fileName: null, format };
  const detail: OutboundDetail = {
    ...outboundItem(row),
    version: row.version,
    contentType: row.contentType,
    sizeBytes,
    operationKey: row.operationKey,
    inReplyTo: row.inReplyTo,
    exceptionId: row.exceptionId,
    requestedBy: row.requestedBy,
    verdict: row.verdict,
    fetchedAt: momentOf(row.fetchedAt),
    acknowledgedAt: momentOf(row.acknowledgedAt),
    wayOut: row.connectionSlug === null ? "mail" : row.wayOut,
    tries: tries.map(({ kind, endedAt, outcome, error }) => ({
      kind,
      at: endedAt.toISOString(),
      outcome,
      error,
    })),
    mayResend: can(ctx.actor, "outbound.resend"),
  };
  return { detail, view: await rawView(row.id, bytes) };
}

const FORMATS: Readonly<Record<string, string>> = {
  "application/edi-x12": "x12",
  "application/json": "json",
  "text/csv": "csv",
};

/** The bytes as the receiver gets them. */
export async function downloadOutbound(ctx: Context, given: string): Promise<Download> {
  const { body, ...row } = await read(ctx, given);
  return { bytes: body, fileName: fileNameOf({ ...row, kind: row.sort }) };
}

async function read(ctx: Context, given: string) {
  requirePermission(ctx.actor, "outbound.read");
  const row = await selectOutboundDetail(ctx.db, ctx.actor.companyId, messageIdFrom(given));
  if (!row) throw new NotFoundError("There is no such message here. Look under Outbound.");
  return row;
}
