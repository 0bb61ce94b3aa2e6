export const PASSWORD_MIN_CHARS = 12;
export const PASSWORD_MAX_CHARS = 128;

/**
 * What is wrong with a new password, or null. Length is what counts; no rules about kinds of characters.
 * Source: NIST SP 800-63B, section 3.1.1.2 (length, no composition rules, no context-specific words).
 */
export function passwordProblem(password: string, email: string): string | null {
  const chars = [...password].length;
  if (chars < PASSWORD_MIN_CHARS)
    return `Use at least ${PASSWORD_MIN_CHARS} characters; a few words in a row are fine.`;
  if (chars > PASSWORD_MAX_CHARS) return `Use at most ${PASSWORD_MAX_CHARS} characters.`;
  const folded = password.toLowerCase();
  const account = email.toLowerCase().split("@")[0] ?? "";
  if (account.length >= 3 && folded.includes(account)) return "Leave your own e-mail address out of it.";
  if (folded.includes("milepost")) return "Leave the name of this program out of it.";
  if (new Set(folded).size < 5) return "Use more than a few different characters.";
  return null;
}
