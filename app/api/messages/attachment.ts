import type { Download } from "@/lib/usecases/views/messages/download-message";

/**
 * Bytes of a partner as a download and nothing else: no browser may take them for a page, a script or a picture of ours.
 * The file name is a partner's too, so it goes into the header in ASCII and, by RFC 8187, in UTF-8.
 */
export function attachment({ bytes, fileName }: Download): Response {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%/;]/g, "_").slice(0, 120);
  const exact = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
      "content-length": String(bytes.length),
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-store",
    },
  });
}
