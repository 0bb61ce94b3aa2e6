/** How a mirrored model is read. Fields are intersected with `fields_get` at connect: an unknown one fails a whole call. */
export interface ModelPlan {
  readonly model: string;
  readonly fields: readonly string[];
  /** `fast` models change with daily work, `slow` ones are masters. */
  readonly pace: "fast" | "slow";
  /** Relations kept in `odoo_link`: field → the model it points to. */
  readonly links: Readonly<Record<string, string>>;
  /** Limits which records are read at all. */
  readonly domain?: readonly (readonly [string, string, unknown])[];
  /** Read by `create_date` instead of `write_date`: rows that are written once. */
  readonly appendOnly?: true;
  /** Archived ones too. */
  readonly withArchived?: true;
}

const only = (names: string): readonly string[] => names.split(" ");
const common = (names: string) => only(`write_date create_date display_name ${names}`);

/**
 * Every model Milepost mirrors, masters first, so that a first load can show names at once.
 * Names of fields are those of Odoo 16 to 19; what a version lacks is left out at connect.
 */
export const MODEL_PLANS: readonly ModelPlan[] = [
  { model: "res.company", fields: common("name currency_id partner_id"), pace: "slow", links: {} },
  {
    model: "res.currency",
    fields: common("name symbol decimal_places rate active"),
    pace: "slow",
    links: {},
    withArchived: true,
  },
  {
    model: "res.currency.rate",
    fields: common("name rate currency_id company_id"),
    pace: "slow",
    links: { currency_id: "res.currency" },
  },
  {
    model: "res.partner",
    fields: common(
      "name ref is_company parent_id street street2 city zip state_id country_id country_code tz lang customer_rank supplier_rank active company_id",
    ),
    pace: "slow",
    links: { parent_id: "res.partner" },
    withArchived: true,
  },
  { model: "res.country.state", fields: common("name code country_id"), pace: "slow", links: {} },
  {
    model: "product.product",
    fields: common(
      "name default_code barcode type is_storable invoice_policy list_price weight uom_id active company_id",
    ),
    pace: "slow",
    links: {},
    withArchived: true,
  },
  {
    model: "delivery.carrier",
    fields: common("name delivery_type tracking_url product_id active company_id"),
    pace: "slow",
    links: { product_id: "product.product" },
    withArchived: true,
  },
  {
    model: "stock.warehouse",
    fields: common("name code partner_id lot_stock_id company_id active"),
    pace: "slow",
    links: { partner_id: "res.partner", lot_stock_id: "stock.location" },
    withArchived: true,
  },
  {
    model: "stock.location",
    fields: common("name complete_name usage barcode warehouse_id company_id active"),
    pace: "slow",
    links: { warehouse_id: "stock.warehouse" },
    withArchived: true,
  },
  {
    model: "stock.picking.type",
    fields: common("name code sequence_code warehouse_id company_id"),
    pace: "slow",
    links: { warehouse_id: "stock.warehouse" },
    withArchived: true,
  },
  {
    model: "sale.order",
    fields: common(
      "name state locked client_order_ref origin partner_id partner_shipping_id partner_invoice_id date_order commitment_date effective_date delivery_status invoice_status incoterm incoterm_location carrier_id warehouse_id company_id currency_id amount_untaxed amount_tax amount_total signed_by signed_on user_id",
    ),
    pace: "fast",
    links: {
      partner_id: "res.partner",
      partner_shipping_id: "res.partner",
      carrier_id: "delivery.carrier",
      warehouse_id: "stock.warehouse",
    },
  },
  {
    model: "sale.order.line",
    fields: common(
      "order_id product_id name product_uom_qty qty_delivered qty_invoiced qty_to_invoice price_unit discount price_subtotal price_total untaxed_amount_to_invoice untaxed_amount_invoiced invoice_status is_delivery display_type state company_id currency_id",
    ),
    pace: "fast",
    links: { order_id: "sale.order", product_id: "product.product" },
  },
  {
    model: "purchase.order",
    fields: common(
      "name state locked acknowledged partner_ref origin partner_id date_order date_approve date_planned effective_date receipt_status invoice_status incoterm_id picking_type_id company_id currency_id amount_untaxed amount_total",
    ),
    pace: "fast",
    links: { partner_id: "res.partner" },
  },
  {
    model: "purchase.order.line",
    fields: common(
      "order_id product_id name product_qty qty_received qty_invoiced qty_to_invoice price_unit price_subtotal date_planned display_type company_id currency_id",
    ),
    pace: "fast",
    links: { order_id: "purchase.order", product_id: "product.product" },
  },
  {
    model: "stock.picking",
    fields: common(
      "name state picking_type_id picking_type_code origin sale_id partner_id scheduled_date date_deadline date_done carrier_id carrier_tracking_ref carrier_price weight shipping_weight backorder_id return_id location_id location_dest_id note priority company_id user_id",
    ),
    pace: "fast",
    links: {
      sale_id: "sale.order",
      partner_id: "res.partner",
      carrier_id: "delivery.carrier",
      backorder_id: "stock.picking",
      return_id: "stock.picking",
      picking_type_id: "stock.picking.type",
      location_id: "stock.location",
      location_dest_id: "stock.location",
    },
  },
  {
    model: "stock.move",
    fields: common(
      "picking_id state product_id product_uom_qty quantity picked sale_line_id purchase_line_id origin_returned_move_id to_refund date date_deadline delay_alert_date company_id",
    ),
    pace: "fast",
    links: {
      picking_id: "stock.picking",
      product_id: "product.product",
      sale_line_id: "sale.order.line",
      purchase_line_id: "purchase.order.line",
      origin_returned_move_id: "stock.move",
    },
  },
  {
    model: "account.move",
    fields: common(
      "name move_type state payment_state partner_id ref invoice_origin payment_reference invoice_date invoice_date_due date amount_untaxed amount_tax amount_total amount_residual amount_total_signed currency_id invoice_currency_rate reversed_entry_id journal_id company_id",
    ),
    pace: "fast",
    links: { partner_id: "res.partner", reversed_entry_id: "account.move" },
  },
  {
    model: "account.move.line",
    fields: common(
      "move_id product_id name quantity price_unit price_subtotal balance display_type sale_line_ids purchase_line_id account_id parent_state company_id currency_id",
    ),
    pace: "fast",
    links: {
      move_id: "account.move",
      product_id: "product.product",
      sale_line_ids: "sale.order.line",
      purchase_line_id: "purchase.order.line",
    },
  },
  {
    model: "account.payment",
    fields: common(
      "name state payment_type partner_type partner_id amount currency_id date memo ref invoice_ids reconciled_invoice_ids reconciled_bill_ids company_id",
    ),
    pace: "fast",
    links: {
      partner_id: "res.partner",
      invoice_ids: "account.move",
      reconciled_invoice_ids: "account.move",
      reconciled_bill_ids: "account.move",
    },
  },
  {
    model: "stock.quant",
    fields: common(
      "product_id location_id quantity reserved_quantity inventory_quantity_auto_apply lot_id package_id owner_id company_id",
    ),
    pace: "fast",
    links: { product_id: "product.product", location_id: "stock.location" },
    domain: [["location_id.usage", "=", "internal"]],
  },
  {
    model: "ir.attachment",
    fields: common("name res_model res_id mimetype file_size checksum company_id"),
    pace: "fast",
    links: {},
    domain: [
      ["res_model", "in", ["stock.picking", "sale.order", "account.move", "purchase.order"]],
      ["res_field", "=", false],
    ],
  },
  {
    model: "mail.message",
    fields: only("create_date date model res_id author_id message_type subtype_id"),
    pace: "fast",
    links: {},
    domain: [
      ["model", "in", ["stock.picking", "sale.order", "account.move", "purchase.order", "account.payment"]],
    ],
    appendOnly: true,
  },
  {
    model: "mail.tracking.value",
    fields: only(
      "create_date field_id old_value_char new_value_char old_value_datetime new_value_datetime mail_message_id",
    ),
    pace: "fast",
    links: { mail_message_id: "mail.message" },
    appendOnly: true,
  },
];
