import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { HEAD_BYTES, headOf, unrecognised } from "@/lib/connectors/detect";
import { detectConnector } from "@/lib/connectors/registry";
import type { ParseContext, ParsedMessage } from "@/lib/domain/message/parsed-message";

export interface ParsedFile {
  readonly parsed: ParsedMessage;
  /** False when the file could not be read at all; `parsed` says why. */
  readonly readable: boolean;
}

/** A connector works on the whole message, so this bounds what one file may take of memory. Intake allows far less. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Reads one file as a partner message, without a database and without a connection. Writes nothing, never throws.
 * Only the head of a file in no known dialect is read, however large it is.
 */
export async function parseFile(path: string, context: ParseContext = {}): Promise<ParsedFile> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const stats = await file.stat();
    if (!stats.isFile()) return unreadable("not_a_file", "This is no file. Name the files themselves.");
    return {
      parsed: await parseOpenFile(file, stats.size, { fileName: basename(path), ...context }),
      readable: true,
    };
  } catch (error) {
    return unreadable(...reasonOf(error));
  } finally {
    await file?.close();
  }
}

async function parseOpenFile(file: FileHandle, size: number, context: ParseContext): Promise<ParsedMessage> {
  const head = await readBytes(file, Math.min(size, HEAD_BYTES));
  const text = headOf(head);
  const connector = detectConnector(text, context.fileName);
  if (!connector) return unrecognised(text, size <= HEAD_BYTES);
  if (size > MAX_FILE_BYTES) {
    const message = `The file holds ${size} bytes; ${MAX_FILE_BYTES} are read at most. Nothing was read: split it at a document's end.`;
    return unreadable("too_large", message).parsed;
  }
  const bytes = size > head.length ? await readBytes(file, size) : head;
  return connector.parse(bytes, context);
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
  return ["not_readable", `The file could not be read: ${detail}`];
}

function unreadable(code: string, message: string): ParsedFile {
  const parsed: ParsedMessage = {
    format: "unknown",
    outcome: "quarantine",
    documents: [],
    references: [],
    events: [],
    invoices: [],
    groups: [],
    problems: [{ code, severity: "error", at: "file", message }],
  };
  return { parsed, readable: false };
}
