/**
 * Where Odoo shows a document to a signed-in person.
 *
 * From 18 on the web client routes by path (`/odoo/stock.picking/491`); before, by fragment (`/web#id=491&…`). A version that is not known yet is
 * taken as a new one: 18 and later still follow the old form too, older ones do not know the path.
 *
 * @param baseUrl Odoo's address, with or without a slash at its end.
 * @param version As Odoo says it: "19.0", "saas~18.2", "17.0+e"; null before its first answer.
 * @returns null when there is no such document to show: an id that is no positive integer, or an address that is not http(s).
 */
export function odooDocumentUrl(
  baseUrl: string,
  version: string | null,
  model: string,
  id: number,
): string | null {
  if (!Number.isSafeInteger(id) || id <= 0) return null;
  if (!/^https?:\/\//i.test(baseUrl)) return null;
  const base = baseUrl.replace(/\/+$/, "");
  const name = encodeURIComponent(model);
  const major = odooMajor(version);
  return major !== null && major < 18
    ? `${base}/web#id=${id}&model=${name}&view_type=form`
    : `${base}/odoo/${name}/${id}`;
}

/** The first number of Odoo's version: 19 of "19.0", 18 of "saas~18.2". Null when it has none. */
export function odooMajor(version: string | null): number | null {
  const found = version?.match(/\d+/);
  return found ? Number(found[0]) : null;
}
