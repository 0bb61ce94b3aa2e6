import type { Database } from "@/db/client";
import { findConnectionBySlug } from "@/db/queries/connections/find-connection";
import { addIntakeCounts } from "@/db/queries/inbox/add-intake-counts";
import { emptyCount, type IntakeTally } from "./intake-tally";
import { messageRow } from "./message-row";
import { isOwnConnection } from "./own-connection";
import { type StoredMessage, storeRows } from "./store-rows";

export interface IncomingFile {
  /** The connection's public name. */
  readonly slug: string;
  readonly body: Uint8Array;
  readonly fileName: string;
  readonly transport: "file" | "cli";
}

export type FileResult =
  | StoredMessage
  | { readonly kind: "unknown_connection" }
  | { readonly kind: "too_large"; readonly limitBytes: number };

interface FileDeps {
  readonly db: Database;
  readonly now: () => Date;
  /** Only connections of this company, where the caller acts for one. */
  readonly companyId?: number;
}

/**
 * Takes one file in. Whoever may write into our folder or run our command line is trusted; bytes stand for themselves,
 * so a file that comes twice, under any name, is known. Limits and counters are those of every other way in.
 */
export async function receiveFile(deps: FileDeps, file: IncomingFile): Promise<FileResult> {
  const connection = await findConnectionBySlug(deps.db, file.slug);
  const isOurs = deps.companyId === undefined || connection?.companyId === deps.companyId;
  if (!connection?.enabled || !isOurs || isOwnConnection(connection.dialect))
    return { kind: "unknown_connection" };
  const result = await storeBounded(deps, connection, file);
  const at = deps.now();
  const count = emptyCount(connection.companyId, connection.id, at);
  count[COUNTED_AS[result.kind]] += 1;
  if (result.kind === "accepted" || result.kind === "conflict") count.bytes += file.body.byteLength;
  await addIntakeCounts(deps.db, [count]);
  return result;
}

async function storeBounded(
  deps: FileDeps,
  connection: { readonly id: string; readonly companyId: number; readonly maxBodyBytes: number },
  { body, fileName, transport }: IncomingFile,
): Promise<Exclude<FileResult, { kind: "unknown_connection" }>> {
  const limitBytes = connection.maxBodyBytes;
  if (body.byteLength > limitBytes) return { kind: "too_large", limitBytes };
  const message = { connectionId: connection.id, body, fileName, transport };
  const [stored] = await storeRows(deps.db, [messageRow(connection.companyId, message, deps.now())]);
  if (!stored) throw new Error("a stored file came back without a result");
  return stored;
}

const COUNTED_AS = {
  accepted: "accepted",
  repeat: "repeated",
  conflict: "conflicting",
  too_large: "tooLarge",
} as const satisfies Record<string, keyof IntakeTally>;
