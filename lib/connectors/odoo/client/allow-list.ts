import { callerBug } from "./guards";

const only = (names: string): ReadonlySet<string> => new Set(names.split(" ").filter((name) => name !== ""));

/** What may be asked of the records of one model beyond reading. */
interface Grant {
  /** Public methods with an effect, by name, and the parameters each may carry. */
  readonly methods?: Readonly<Record<string, ReadonlySet<string>>>;
  readonly create?: ReadonlySet<string>;
  readonly write?: ReadonlySet<string>;
  /** Column names of `load()`. */
  readonly load?: ReadonlySet<string>;
}

const NOTHING_ELSE = only("");

/**
 * Everything Milepost may ever change in an Odoo, by model: what its commands need and nothing besides. Odoo itself would let RPC overwrite
 * the state of a delivery and the lines of a posted bill.
 */
const GRANTS: Readonly<Record<string, Grant>> = {
  "stock.picking": {
    write: only("carrier_tracking_ref"),
  },
  "ir.attachment": {
    load: only("id name res_model res_id datas mimetype"),
  },
  // Notes in the chatter: by `load()`, because a repeated `message_post` writes twice.
  "mail.message": {
    load: only("id model res_id message_type subtype_id/id is_internal body attachment_ids/.id"),
  },
  "sale.advance.payment.inv": {
    methods: { create_invoices: NOTHING_ELSE },
    create: only("sale_order_ids advance_payment_method consolidated_billing"),
  },
  "account.move": {
    methods: { action_post: NOTHING_ELSE },
    write: only("invoice_date"),
    load: only(
      "id move_type partner_id/.id currency_id/.id journal_id/.id ref invoice_origin invoice_date date " +
        "invoice_line_ids/id invoice_line_ids/product_id/.id invoice_line_ids/account_id/.id invoice_line_ids/name invoice_line_ids/quantity " +
        "invoice_line_ids/price_unit invoice_line_ids/tax_ids/.id invoice_line_ids/analytic_distribution " +
        "line_ids/id line_ids/account_id/.id line_ids/name line_ids/debit line_ids/credit line_ids/partner_id/.id " +
        "reversed_entry_id/.id auto_post",
    ),
  },
};

/** @throws {OdooError} of kind `caller_bug` when Milepost may not set one of these fields. */
export function checkValues(
  model: string,
  verb: "create" | "write" | "load",
  names: readonly string[],
): void {
  const allowed = GRANTS[model]?.[verb];
  if (!allowed) callerBug(`Milepost never uses ${verb} on ${model}.`);
  if (names.length === 0) callerBug(`${verb} on ${model} was called without a field.`);
  const beyond = names.filter((name) => !allowed.has(name));
  if (beyond.length > 0) callerBug(`Milepost never sets ${beyond.join(", ")} of ${model}.`);
}

/** @throws {OdooError} of kind `caller_bug` when Milepost may not call this, or not with these parameters. */
export function checkCall(model: string, method: string, parameters: readonly string[]): void {
  const methods = GRANTS[model]?.methods ?? {};
  const allowed = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!allowed) callerBug(`Milepost never calls ${method} of ${model}.`);
  const beyond = parameters.filter((name) => !allowed.has(name));
  if (beyond.length > 0) callerBug(`Milepost never passes ${beyond.join(", ")} to ${method} of ${model}.`);
}
