import type { ByteBudget } from "./byte-budget";
import type { BodyRead } from "./inbound-request";

/** What of a `Request` this needs. */
interface BodySource {
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * Reads a body without ever holding more than `limitBytes` of it. A length that was declared is refused before reading;
 * the HTTP parser then holds the sender to it. Without one, bytes are counted as they come.
 */
export async function readBody(
  source: BodySource,
  limitBytes: number,
  budget: ByteBudget,
): Promise<BodyRead> {
  const declared = source.headers.get("content-length");
  if (declared !== null && /^\d{1,15}$/.test(declared)) {
    return readDeclared(source, Number(declared), limitBytes, budget);
  }
  return readStream(source.body, limitBytes, budget);
}

async function readDeclared(
  source: BodySource,
  declaredBytes: number,
  limitBytes: number,
  budget: ByteBudget,
): Promise<BodyRead> {
  if (declaredBytes > limitBytes) return { kind: "too_large" };
  if (!budget.hold(declaredBytes)) return { kind: "no_room" };
  try {
    const bytes = new Uint8Array(await source.arrayBuffer());
    if (bytes.byteLength === declaredBytes) return { kind: "read", bytes };
  } catch {
    // The sender hung up half way.
  }
  budget.release(declaredBytes);
  return { kind: "incomplete" };
}

async function readStream(
  stream: ReadableStream<Uint8Array> | null,
  limitBytes: number,
  budget: ByteBudget,
): Promise<BodyRead> {
  if (!stream) return { kind: "read", bytes: new Uint8Array() };
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  let heldBytes = 0;
  const stop = async (kind: "too_large" | "incomplete" | "no_room"): Promise<BodyRead> => {
    budget.release(heldBytes);
    await reader.cancel().catch(() => undefined);
    return { kind };
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (heldBytes + value.byteLength > limitBytes) return stop("too_large");
      if (!budget.hold(value.byteLength)) return stop("no_room");
      heldBytes += value.byteLength;
      chunks.push(value);
    }
  } catch {
    return stop("incomplete");
  }
  return { kind: "read", bytes: Buffer.concat(chunks) };
}
