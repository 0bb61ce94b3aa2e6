import { type MessageBody, selectMessageBody } from "@/db/queries/messages/select-message-body";
import {
  RAW_WINDOW_CHARACTERS,
  RAW_WINDOW_LINES,
  type RawForm,
  type RawView,
} from "@/lib/contracts/messages/raw-view";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { type RawLines, rawLines } from "./raw-lines";
import { type ReadableBody, readableBody } from "./readable-body";

/** Beyond this a message is for the download, not for the screen. */
const READ_LIMIT_BYTES = 16 * 1024 * 1024;
/** Lines above the marked one, so that its surroundings are read with it. */
const LEAD_LINES = 40;

export interface RawMessageOptions {
  /** First line wanted, from 0; left out, the window begins at the start or just above what is marked. */
  readonly from?: number;
  readonly form?: RawForm;
}

/**
 * One window of a message's bytes as a person reads them, with the place `at` names ("segment 12", "row 3",
 * "$.tracking_details[2]") marked. Throws NotFoundError when this company has no such message.
 */
export async function rawMessage(
  ctx: Context,
  messageId: string,
  at?: string,
  options: RawMessageOptions = {},
): Promise<RawView> {
  requirePermission(ctx.actor, "message.raw.read");
  const stored = await selectMessageBody(ctx.db, {
    companyId: ctx.actor.companyId,
    messageId,
    limitBytes: READ_LIMIT_BYTES + 1,
  });
  if (!stored) throw new NotFoundError("There is no such message here. Look it up under Messages.");
  return rawView(messageId, stored, at, options);
}

/** The window over bytes that were read and allowed already. */
export async function rawView(
  messageId: string,
  stored: Omit<MessageBody, "contentType">,
  at?: string,
  { form = "pretty", from: wanted }: RawMessageOptions = {},
): Promise<RawView> {
  const body = await readableBody(stored.body, stored.contentEncoding, READ_LIMIT_BYTES);
  const lines = rawLines(body, { format: stored.format, fileName: stored.fileName, form });
  const span = at ? lines.find(at) : null;
  const from = firstLine(lines, wanted, span?.from);
  return {
    messageId,
    fileName: stored.fileName,
    language: lines.language,
    form,
    hasForms: lines.hasForms,
    content: lines.slice(from, windowLength(lines, from)),
    from,
    total: lines.total,
    marked: at && span ? { at, ...span } : null,
    at: at ?? null,
    sizeBytes: stored.sizeBytes,
    readableBytes: body.cut || !body.inflated ? stored.sizeBytes : body.bytes.length,
    compressed: body.inflated,
    charset: body.charset,
    cut: cutText(body, stored.contentEncoding),
  };
}

function firstLine(lines: RawLines, wanted: number | undefined, marked: number | undefined): number {
  if (wanted !== undefined) return Math.min(Math.max(0, wanted), Math.max(0, lines.total - 1));
  // What is marked near the start needs no window of its own.
  if (marked === undefined || marked < windowLength(lines, 0)) return 0;
  return Math.max(0, marked - LEAD_LINES);
}

function windowLength(lines: RawLines, from: number): number {
  let characters = 0;
  let index = from;
  while (index < lines.total && index - from < RAW_WINDOW_LINES && characters < RAW_WINDOW_CHARACTERS) {
    characters += lines.widthOf(index);
    index += 1;
  }
  return index - from;
}

function cutText(body: ReadableBody, encoding: string | null): string | null {
  if (body.cut) return "Only the first 16 MiB are shown here. The download has all of it.";
  if (encoding === "gzip" && !body.inflated) {
    return "It claims to be gzip and is not: these are the bytes as they came.";
  }
  return null;
}
