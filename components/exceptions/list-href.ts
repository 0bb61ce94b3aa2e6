import { type ExceptionQuery, exceptionsHref } from "@/lib/contracts/exceptions/exception-query";

/** The list as it is, with one exception open beside it. */
export function openHref(query: ExceptionQuery, id: string): string {
  const list = hereHref(query);
  return `${list}${list.includes("?") ? "&" : "?"}open=${id}`;
}

/** The list as it is, its place in the pages included. */
export function hereHref(query: ExceptionQuery): string {
  return exceptionsHref(query, { after: query.after, before: query.before });
}
