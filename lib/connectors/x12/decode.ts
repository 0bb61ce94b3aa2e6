/** Number of bytes at the end of a chunk that begin a UTF-8 character the chunk does not finish (0 to 3). */
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

const NOTHING = new Uint8Array(0);

/**
 * Bytes to text, chunk by chunk: UTF-8 until a byte sequence is none, Windows-1252 from there on, UTF-16 by its byte order mark.
 * X12 names no encoding; these three are what partners send. Never throws.
 */
export class ChunkDecoder {
  private utf8: TextDecoder | null = new TextDecoder("utf-8", { fatal: true });
  private other: TextDecoder | null = null;
  private carry: Uint8Array = NOTHING;
  private started = false;

  decode(chunk: Uint8Array, isLast = false): string {
    if (!this.started && chunk.length > 0) this.start(chunk);
    if (this.other) return this.other.decode(chunk, { stream: !isLast });
    const bytes = concatenate(this.carry, chunk);
    const tail = isLast ? 0 : unfinishedTail(bytes);
    this.carry = tail === 0 ? NOTHING : bytes.slice(bytes.length - tail);
    return this.decodeUtf8(tail === 0 ? bytes : bytes.subarray(0, bytes.length - tail), isLast);
  }

  private start(chunk: Uint8Array): void {
    this.started = true;
    if (chunk[0] === 0xff && chunk[1] === 0xfe) this.other = new TextDecoder("utf-16le");
    else if (chunk[0] === 0xfe && chunk[1] === 0xff) this.other = new TextDecoder("utf-16be");
  }

  private decodeUtf8(bytes: Uint8Array, isLast: boolean): string {
    try {
      return this.utf8?.decode(bytes) ?? "";
    } catch {
      this.utf8 = null;
      this.other = new TextDecoder("windows-1252");
      const whole = concatenate(bytes, this.carry);
      this.carry = NOTHING;
      return this.other.decode(whole, { stream: !isLast });
    }
  }
}
