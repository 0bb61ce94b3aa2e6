import { hash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { storable } from "@/db/json";
import type { MessageRow } from "@/db/queries/inbox/insert-messages";
import { type TraceContext, uuidOfTrace } from "@/lib/domain/trace/trace-context";

export interface IncomingMessage {
  readonly connectionId: string;
  readonly body: Uint8Array;
  readonly contentType?: string;
  readonly contentEncoding?: string;
  /** The partner's own id of this delivery. Without one the bytes stand for themselves. */
  readonly deliveryKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fileName?: string;
  readonly transport: "http" | "file" | "upload" | "cli" | "person" | "pull";
  /** The trace the sender named; left out, the message begins one of its own. */
  readonly trace?: TraceContext | null;
  /** Only for history that is filled in afterwards; partners do not get to choose. */
  readonly receivedAt?: Date;
}

/** A btree entry has room for 2,704 bytes; a longer key is kept as its hash. */
const MAX_KEY_BYTES = 512;
const SHARDS = 4;

/** The row to store. Its id is a UUIDv7 of the moment of receipt, because the inbox is partitioned by it. */
export function messageRow(companyId: number, message: IncomingMessage, now: Date): MessageRow {
  const receivedAt = message.receivedAt ?? now;
  const body = Buffer.from(message.body.buffer, message.body.byteOffset, message.body.byteLength);
  const sha256 = hash("sha256", body, "buffer");
  const id = uuidv7({ msecs: receivedAt.getTime() });
  return {
    companyId,
    id,
    connectionId: message.connectionId,
    deliveryKey: boundedKey(message.deliveryKey) ?? `sha256:${sha256.toString("hex")}`,
    sha256,
    body,
    contentType: storableOrNull(message.contentType),
    contentEncoding: storableOrNull(message.contentEncoding),
    headers: Object.fromEntries(
      Object.entries(message.headers ?? {}).map(([name, value]) => [name, storable(value)]),
    ),
    sizeBytes: body.length,
    fileName: storableOrNull(message.fileName),
    transport: message.transport,
    conflictWith: null,
    receivedAt,
    shard: Number.parseInt(id.slice(-2), 16) % SHARDS,
    traceId: message.trace ? uuidOfTrace(message.trace.traceId) : null,
  };
}

function boundedKey(given: string | undefined): string | undefined {
  if (!given) return undefined;
  const key = storable(given);
  return Buffer.byteLength(key) <= MAX_KEY_BYTES ? key : `key-sha256:${hash("sha256", key)}`;
}

function storableOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storable(text);
}
