/** What a person reads when signing in did not work: what happened and what to do. Codes come from us or from next-auth. */
const TEXTS: Readonly<Record<string, string>> = {
  unauthenticated:
    "That e-mail address and password do not belong together. Check both; capitals count in the password.",
  unavailable:
    "Milepost can't reach its database right now. Your password was not checked; try again in a moment.",
  email_missing: "Your identity provider sent no e-mail address. Ask IT to release it to Milepost.",
  email_unverified:
    "Your identity provider has not confirmed your e-mail address. Confirm it there, then try again.",
  unknown_user: "You are known to the identity provider but not here. Ask an admin of Milepost to add you.",
  disabled: "Your account here is disabled. Ask an admin of Milepost if that is a mistake.",
  several_companies:
    "Milepost serves several companies and can't tell which is yours. Ask an admin to add you.",
  AccessDenied: "Signing in was refused. Ask an admin of Milepost if that is a mistake.",
  OAuthSignin:
    "The identity provider does not answer. Try again, or sign in with a password if you have one.",
  OAuthCallback:
    "The identity provider's answer could not be used: it came too late or twice. Sign in again.",
  Configuration: "Signing in is not set up completely. Ask IT to run: milepost doctor.",
};

const OTHER = "Signing in did not work, and nothing was changed. Try again; tell IT if it stays like this.";

/** @param code as in `?error=`, or `rate_limited.SECONDS`. Null when there is nothing to say. */
export function refusalText(code: string | null | undefined): string | null {
  if (!code) return null;
  const [kind = "", seconds] = code.split(".");
  if (kind === "rate_limited") return rateLimitedText(Number(seconds));
  return TEXTS[kind] ?? OTHER;
}

function rateLimitedText(seconds: number): string {
  const wait = Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60;
  const words = wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`;
  return `Too many wrong tries. Wait ${words}, then try again. The account is not locked for good.`;
}
