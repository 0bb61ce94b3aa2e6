const MAX_CHARACTERS = 500;

/**
 * What Odoo said, for people: one line of at most 500 characters, never a traceback, never one of `secrets`.
 * Odoo breaks its messages over lines ("The operation cannot be completed:\n- ..."); they are folded.
 */
export function sentenceOf(text: unknown, secrets: readonly string[]): string {
  if (typeof text !== "string") return "";
  const before = text.split(/Traceback \(most recent call last\)/, 1)[0] ?? "";
  const hidden = secrets
    .filter((secret) => secret !== "")
    .reduce((shown, secret) => shown.replaceAll(secret, "[key]"), before);
  const line = hidden.replace(/\s+/g, " ").trim();
  return line.length <= MAX_CHARACTERS ? line : `${line.slice(0, MAX_CHARACTERS - 1)}…`;
}
