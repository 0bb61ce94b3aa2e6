import { randomInt } from "node:crypto";

/** Without letters and digits that are mistaken for each other when read aloud: 0 o 1 l i. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_CHARS = 4;

/** A password to be shown once and changed at first use: 16 characters of 31, about 79 bits. */
export function oneTimePassword(): string {
  const character = () => ALPHABET[randomInt(ALPHABET.length)] ?? "";
  const group = () => Array.from({ length: GROUP_CHARS }, character).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
