/** Rights as a fresh Odoo 19 gives them: group → read, write, create, unlink as four digits → models. */
export const STANDARD_RIGHTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "account.group_account_invoice": {
    "1000": "account.account account.journal account.tax",
    "1111": "account.move account.move.line account.payment",
    "1110": "account.move.reversal account.payment.register stock.move stock.picking",
    "1100": "purchase.order purchase.order.line sale.order sale.order.line",
  },
  "account.group_account_manager": {
    "1111": "account.account account.incoterms account.journal account.tax res.currency res.currency.rate",
    "1000": "account.move account.move.line res.partner",
  },
  "account.group_account_readonly": {
    "1000":
      "account.account account.journal account.move account.move.line account.payment account.tax product.product purchase.order purchase.order.line sale.order sale.order.line stock.move stock.picking",
  },
  "base.group_partner_manager": {
    "1000": "account.account delivery.carrier res.country stock.location",
    "1111": "res.country.state res.partner",
  },
  "base.group_user": {
    "1000":
      "account.account account.incoterms account.tax ir.module.module mail.message.subtype product.product res.company res.country res.country.state res.currency res.currency.rate res.groups res.lang res.partner res.users res.users.apikeys stock.location stock.picking.type stock.quant stock.warehouse uom.uom",
    "1111": "ir.attachment mail.message",
    "1010": "res.users.apikeys.description",
    "1110": "res.users.identitycheck",
  },
  "purchase.group_purchase_manager": {
    "1000": "account.account account.journal account.tax stock.location stock.warehouse",
    "1111": "account.move.line purchase.order purchase.order.line stock.move stock.picking",
    "1110": "res.partner",
  },
  "sales_team.group_sale_salesman": {
    "1000":
      "account.account account.journal account.move account.move.line account.tax delivery.carrier res.partner stock.location stock.warehouse uom.uom",
    "1110": "sale.advance.payment.inv sale.order stock.move stock.picking",
    "1111": "sale.order.line",
  },
  "stock.group_stock_manager": {
    "1000": "account.account account.journal",
    "1100": "account.journal",
    "1111": "delivery.carrier stock.location stock.move stock.picking stock.picking.type stock.warehouse",
    "1110": "res.partner",
  },
  "purchase.group_purchase_user": {
    "1000": "account.journal account.tax product.product res.partner stock.location stock.warehouse",
    "1111": "account.move purchase.order purchase.order.line stock.picking",
    "1110": "account.move.line stock.move",
  },
  "base.group_system": {
    "1111":
      "base.automation ir.actions.server ir.config_parameter ir.module.module mail.message.subtype mail.tracking.value res.country res.currency res.currency.rate res.lang uom.uom",
    "1000": "delivery.carrier",
  },
  "sales_team.group_sale_manager": {
    "1111": "delivery.carrier sale.order stock.move stock.picking",
    "1110": "res.partner",
    "1000": "stock.location",
  },
  "stock.group_stock_user": {
    "1000": "delivery.carrier product.product purchase.order purchase.order.line stock.picking.type",
    "1100": "sale.order sale.order.line",
    "1110": "stock.move stock.quant stock.return.picking",
    "1111": "stock.picking stock.return.picking.line",
  },
  "base.group_erp_manager": {
    "1111": "ir.model ir.model.access ir.model.data ir.model.fields res.company res.groups res.users ir.rule",
  },
  "product.group_product_manager": {
    "1111": "product.product uom.uom",
  },
};
