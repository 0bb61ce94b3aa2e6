/**
 * Facts told so far about one delivery, by fact id (`sale.order,12:confirmed`).
 *
 * `times` counts how often it became true: an invoice set back to draft and posted again is stated under a new id, because the
 * first statement was taken back for good.
 */
export type DeliveryFacts = Readonly<Record<string, { readonly times: number; readonly stated: boolean }>>;
