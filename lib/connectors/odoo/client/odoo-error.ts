/**
 * What went wrong with a call, as a person or a retry has to treat it.
 *
 * `authentication` the key is wrong, expired or its user archived; `permission` the user may not; `validation` a constraint or a business rule of Odoo
 * says no (`rejected_by_target` where the document's state does); `missing` the record is gone; `caller_bug` we asked wrongly, never retried;
 * `rate_limit`; `locked` another transaction holds it, safe to repeat; `uncertain` the request may have been carried out (time-out or lost
 * connection after sending, 5xx on a write); `connection` nothing was sent or a read failed on the way; `protocol` the answer is not Odoo's (a proxy's HTML).
 */
export const ODOO_ERROR_KINDS = [
  "authentication",
  "permission",
  "validation",
  "rejected_by_target",
  "missing",
  "caller_bug",
  "rate_limit",
  "locked",
  "uncertain",
  "connection",
  "protocol",
] as const;
export type OdooErrorKind = (typeof ODOO_ERROR_KINDS)[number];

/** The only error of an `OdooClient`. `message` is for people: Odoo's own sentence at most 500 characters, never a traceback, never a key. */
export class OdooError extends Error {
  override readonly name = "OdooError";
  constructor(
    readonly kind: OdooErrorKind,
    message: string,
    readonly details: {
      readonly status?: number;
      /** Python class as Odoo names it: "odoo.exceptions.UserError". */
      readonly exception?: string;
      readonly retryAfterMs?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }
}
