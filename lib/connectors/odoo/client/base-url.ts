import { OdooError } from "./odoo-error";

/**
 * The address of an Odoo, checked: http or https, no user name in it, no query. Private addresses are the normal case for Odoo, so they are
 * not refused; redirects are never followed, which keeps an Odoo from sending us elsewhere.
 *
 * @returns origin and path without a slash at the end.
 * @throws {OdooError} of kind `caller_bug`.
 */
export function checkBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new OdooError("caller_bug", "The address of Odoo has to begin with http:// or https://.");
  }
  if (url.username || url.password) {
    throw new OdooError("caller_bug", "The address of Odoo must not hold a user name or password.");
  }
  if (url.search || url.hash) {
    throw new OdooError("caller_bug", "The address of Odoo must not hold a query or a fragment.");
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
