/** Sends each role to its own first page. */
const FALLBACK = "/";
const ANY_ORIGIN = "http://milepost.invalid";

/**
 * Where to go after signing in: a path on this site and nothing else, so that a link to our sign-in page can't send
 * anyone to another one. What is not such a path becomes the first page.
 */
export function safeCallbackPath(given: string | null | undefined): string {
  if (!given || given.length > 2_000 || !given.startsWith("/")) return FALLBACK;
  // Browsers drop tabs and line breaks and read "\" as "/": "/\evil.test" would leave the site.
  if (/[\\\p{Cc}]/u.test(given)) return FALLBACK;
  if (!URL.canParse(given, ANY_ORIGIN)) return FALLBACK;
  const url = new URL(given, ANY_ORIGIN);
  // Also after "/.." was resolved: "/..//evil.test" is "//evil.test", another site.
  if (url.origin !== ANY_ORIGIN || url.pathname.startsWith("//")) return FALLBACK;
  if (/^\/(sign-in|api)(\/|$)/.test(url.pathname)) return FALLBACK;
  return `${url.pathname}${url.search}${url.hash}`;
}
