import { createGunzip } from "node:zlib";

export interface ReadableBody {
  readonly bytes: Buffer;
  readonly charset: "utf-8" | "windows-1252" | "none";
  /** Empty when `charset` is none. */
  readonly text: string;
  /** True when there was more than `limitBytes`. */
  readonly cut: boolean;
  /** False when the bytes claim to be gzip and are not; `bytes` are then as they came. */
  readonly inflated: boolean;
}

/** The bytes a person can read: inflated where they came compressed, never more than `limitBytes`. */
export async function readableBody(
  stored: Buffer,
  encoding: string | null,
  limitBytes: number,
): Promise<ReadableBody> {
  const inflated = encoding === "gzip" ? await inflate(stored, limitBytes + 1) : undefined;
  const whole = inflated ?? stored;
  const bytes = whole.subarray(0, limitBytes);
  return { bytes, cut: whole.length > limitBytes, inflated: inflated !== undefined, ...decode(bytes) };
}

/** Reads no further than `limitBytes`, so that a small bomb stays small. Undefined when it is no gzip at all. */
function inflate(stored: Buffer, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const gunzip = createGunzip();
    const settle = () => {
      gunzip.destroy();
      resolve(length > 0 ? Buffer.concat(parts).subarray(0, limitBytes) : undefined);
    };
    gunzip.on("data", (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length >= limitBytes) settle();
    });
    // A stream that breaks off still shows what came before the break.
    gunzip.on("error", settle);
    gunzip.on("end", settle);
    gunzip.end(stored);
  });
}

const CONTROL_SHARE = 0.02;

function decode(bytes: Buffer): Pick<ReadableBody, "charset" | "text"> {
  if (looksBinary(bytes)) return { charset: "none", text: "" };
  try {
    // `stream` forgives a character cut in two by the limit.
    return {
      charset: "utf-8",
      text: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }),
    };
  } catch {
    return { charset: "windows-1252", text: new TextDecoder("windows-1252").decode(bytes) };
  }
}

function looksBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 8192);
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    // X12 uses 0x1C to 0x1F as delimiters in some partners' files.
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte < 0x1c) control += 1;
  }
  return head.length > 0 && control / head.length > CONTROL_SHARE;
}
