import { createHash } from "node:crypto";

const bytesOf = (base64: string) => Buffer.from(base64, "base64");

/** SHA-1 of the content, as Odoo keeps it: the same file twice is two attachments with one checksum. */
export const checksum = (base64: string): string => createHash("sha1").update(bytesOf(base64)).digest("hex");
export const sizeOf = (base64: string): number => bytesOf(base64).length;
