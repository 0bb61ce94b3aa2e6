import { promisify } from "node:util";
import { gunzip } from "node:zlib";

const inflateGzip = promisify(gunzip);

/** Sizes up gzip bytes, stopping at the first byte over the limit: a bomb costs no more than an honest message. */
export async function inflatesWithin(
  body: Uint8Array,
  limitBytes: number,
): Promise<"fits" | "too_large" | "damaged"> {
  try {
    await inflateGzip(body, { maxOutputLength: Math.max(1, limitBytes) });
    return "fits";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "damaged";
  }
}
