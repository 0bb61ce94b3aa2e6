import type { ByteHold } from "./byte-budget";
import type { BodyRead } from "./inbound-request";

/** What of a `Request` this needs. */
interface BodySource {
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
}

/** A body that is not here by then is given up: held bytes of slow senders must not keep the others out. */
const DEADLINE_MS = 20_000;

/**
 * Reads a body without ever holding more than `limitBytes` of it. Room is taken as bytes arrive: a length that was only
 * declared takes none. Unless the body was read in full, all of its room is given back.
 */
export async function readBody(
  source: BodySource,
  limitBytes: number,
  room: ByteHold,
  deadlineMs = DEADLINE_MS,
): Promise<BodyRead> {
  const declared = source.headers.get("content-length");
  const declaredBytes = declared !== null && /^\d{1,15}$/.test(declared) ? Number(declared) : null;
  if (declaredBytes !== null && declaredBytes > limitBytes) return { kind: "too_large" };
  const read = source.body
    ? await readStream(source.body, limitBytes, room, deadlineMs)
    : ({ kind: "read", bytes: new Uint8Array() } as const);
  if (read.kind !== "read" || declaredBytes === null || read.bytes.byteLength === declaredBytes) return read;
  room.release(read.bytes.byteLength);
  return { kind: "incomplete" };
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  limitBytes: number,
  room: ByteHold,
  deadlineMs: number,
): Promise<BodyRead> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let heldBytes = 0;
  let isLate = false;
  // Cancelling ends the read that waits, as if the body were over.
  const deadline = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => undefined);
  }, deadlineMs);
  const stop = (kind: "too_large" | "incomplete" | "no_room"): BodyRead => {
    room.release(heldBytes);
    reader.cancel().catch(() => undefined);
    return { kind };
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) return stop("incomplete");
      if (done) break;
      if (heldBytes + value.byteLength > limitBytes) return stop("too_large");
      if (!room.hold(value.byteLength)) return stop("no_room");
      heldBytes += value.byteLength;
      chunks.push(value);
    }
    const [only] = chunks;
    return { kind: "read", bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks) };
  } catch {
    // The sender hung up half way.
    return stop("incomplete");
  } finally {
    clearTimeout(deadline);
  }
}
