export interface DecodedText {
  /** UTF-8 without a byte order mark. */
  readonly utf8: Buffer;
  /** Set when the bytes name no encoding and are no UTF-8: the one that was assumed. */
  readonly assumed?: "windows-1252";
}

/**
 * The file as UTF-8, whatever a spreadsheet saved it as.
 *
 * A byte order mark decides between UTF-8 and UTF-16; bytes that are no valid UTF-8 are read as Windows-1252, the code page
 * spreadsheets in Europe and the Americas export, and the caller is told. Never throws. Source: WHATWG Encoding Standard.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { utf8: reencode(bytes, "utf-16le") };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { utf8: reencode(bytes, "utf-16be") };
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? buffer.subarray(3) : buffer;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { utf8: body };
  } catch {
    return { utf8: reencode(body, "windows-1252"), assumed: "windows-1252" };
  }
}

function reencode(bytes: Uint8Array, encoding: string): Buffer {
  return Buffer.from(new TextDecoder(encoding).decode(bytes), "utf8");
}
