import { boolean, char, float, many2one, selection } from "../../registry/field";
import type { Model } from "../../registry/model";
import { text } from "../../registry/values";

export const journalModel: Model = {
  model: "account.journal",
  label: "Journal",
  fields: {
    name: char("Journal Name"),
    code: char("Sequence Prefix", { required: true }),
    type: selection(
      "Type",
      [
        ["sale", "Sales"],
        ["purchase", "Purchase"],
        ["cash", "Cash"],
        ["bank", "Bank"],
        ["credit", "Credit Card"],
        ["general", "Miscellaneous"],
      ],
      { required: true },
    ),
    company_id: many2one("res.company", "Company"),
    currency_id: many2one("res.currency", "Currency"),
    active: boolean("Active"),
  },
};

export const accountModel: Model = {
  model: "account.account",
  label: "Account",
  order: "code, id",
  displayName: (_, account) => `${text(account.code)} ${text(account.name)}`,
  fields: {
    name: char("Account Name", { tracked: true }),
    code: char("Code", { tracked: true }),
    account_type: selection(
      "Type",
      [
        ["asset_receivable", "Receivable"],
        ["asset_cash", "Bank and Cash"],
        ["asset_current", "Current Assets"],
        ["asset_non_current", "Non-current Assets"],
        ["asset_prepayments", "Prepayments"],
        ["asset_fixed", "Fixed Assets"],
        ["liability_payable", "Payable"],
        ["liability_credit_card", "Credit Card"],
        ["liability_current", "Current Liabilities"],
        ["liability_non_current", "Non-current Liabilities"],
        ["equity", "Equity"],
        ["equity_unaffected", "Current Year Earnings"],
        ["income", "Income"],
        ["income_other", "Other Income"],
        ["expense", "Expenses"],
        ["expense_other", "Other Expenses"],
        ["expense_depreciation", "Depreciation"],
        ["expense_direct_cost", "Cost of Revenue"],
        ["off_balance", "Off-Balance Sheet"],
      ],
      { required: true, tracked: true },
    ),
    active: boolean("Active", { tracked: true }),
    reconcile: boolean("Allow Reconciliation", { tracked: true }),
  },
};

/** There to be found empty: the stand-in works out no taxes. */
export const taxModel: Model = {
  model: "account.tax",
  label: "Tax",
  fields: {
    name: char("Tax Name", { tracked: true }),
    amount: float("Amount", { required: true, tracked: true }),
    type_tax_use: selection(
      "Tax Type",
      [
        ["sale", "Sales"],
        ["purchase", "Purchases"],
        ["none", "None"],
      ],
      { required: true, tracked: true },
    ),
    company_id: many2one("res.company", "Company"),
    active: boolean("Active"),
  },
};

export const incotermModel: Model = {
  model: "account.incoterms",
  label: "Incoterms",
  fields: {
    name: char("Name"),
    code: char("Code", { required: true }),
    active: boolean("Active"),
  },
};
