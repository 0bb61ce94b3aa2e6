import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { HEAD_BYTES, headOf, unrecognised } from "@/lib/connectors/detect";
import { detectConnector } from "@/lib/connectors/registry";
import { readX12Stream } from "@/lib/connectors/x12/reader";
import type { ParseContext, ParsedMessage } from "@/lib/domain/message/parsed-message";

/** A stretch of a file's content. A dialect that streams gives many, the others one. */
export type FilePortion = Pick<ParsedMessage, "documents" | "events" | "invoices" | "problems"> &
  Partial<Pick<ParsedMessage, "references" | "stock" | "stockList">>;

export interface FileVerdict extends Pick<ParsedMessage, "format" | "outcome"> {
  /** False when the file could not be read at all, or not to its end; the problems say why. */
  readonly readable: boolean;
}

/** The dialects that need the whole message get at most this much of memory. Intake allows far less. */
const MAX_WHOLE_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads one file as a partner message, without a database and without a connection: portions as they are understood, then the
 * verdict. Writes nothing and never throws. X12 is read in chunks however large it is; of a file in no known dialect only the
 * head is read.
 */
export async function* parseFile(
  path: string,
  context: ParseContext = {},
): AsyncGenerator<FilePortion, FileVerdict> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const stats = await file.stat();
    if (!stats.isFile()) {
      yield problemAt("not_a_file", "This is no file. Name the files themselves.");
      return UNREADABLE;
    }
    return yield* parseOpenFile(file, stats.size, { fileName: basename(path), ...context });
  } catch (error) {
    yield problemAt(...reasonOf(error));
    return UNREADABLE;
  } finally {
    await file?.close();
  }
}

async function* parseOpenFile(
  file: FileHandle,
  size: number,
  context: ParseContext,
): AsyncGenerator<FilePortion, FileVerdict> {
  const head = await readBytes(file, Math.min(size, HEAD_BYTES));
  const text = headOf(head);
  const connector = detectConnector(text, context.fileName);
  if (connector?.dialect === "x12") {
    const outcome = yield* readX12Stream(chunksOf(file), context);
    return { format: "x12", outcome, readable: true };
  }
  if (connector && size > MAX_WHOLE_BYTES) {
    yield problemAt(
      "too_large",
      `The file holds ${size} bytes; of this dialect ${MAX_WHOLE_BYTES} are read at most. Nothing was read: split the file.`,
    );
    return UNREADABLE;
  }
  const message = connector
    ? connector.parse(size > head.length ? await readBytes(file, size) : head, context)
    : unrecognised(text, size <= HEAD_BYTES);
  yield message;
  return { format: message.format, outcome: message.outcome, readable: true };
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  let position = 0;
  while (true) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Reads from the start; a file that shrank meanwhile gives the bytes that are there. */
async function readBytes(file: FileHandle, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function reasonOf(error: unknown): [code: string, message: string] {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return ["not_found", "There is no such file. Check the path."];
  if (code === "EACCES" || code === "EPERM") return ["not_readable", "This user may not read the file."];
  const detail = error instanceof Error ? error.message : String(error);
  return ["not_readable", `The file could not be read to its end: ${detail}`];
}

const UNREADABLE: FileVerdict = { format: "unknown", outcome: "quarantine", readable: false };

function problemAt(code: string, message: string): FilePortion {
  const problems = [{ code, severity: "error", at: "file", message }] as const;
  return { documents: [], events: [], invoices: [], problems };
}
