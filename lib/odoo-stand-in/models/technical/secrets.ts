import { createHash, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/** Light on purpose: this guards made-up data. */
const COST = { N: 1_024 };

export function hashPassword(password: string): string {
  const salt = randomBytes(8).toString("hex");
  return `${salt}:${scryptSync(password, salt, 32, COST).toString("hex")}`;
}

export function matchesPassword(password: string, kept: string): boolean {
  const [salt = "", hash = ""] = kept.split(":");
  const wanted = Buffer.from(hash, "hex");
  const given = scryptSync(password, salt, 32, COST);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Keys are random and long: one round is enough, and calls stay fast. */
export const hashKey = (key: string): string => createHash("sha256").update(key).digest("hex");
export const newKey = (): string => randomBytes(20).toString("hex");
