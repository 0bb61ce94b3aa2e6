import { userError } from "../../failure";
import { boolean, char, html, integer, many2one, related, selection } from "../../registry/field";
import type { Model } from "../../registry/model";
import { reference, text } from "../../registry/values";

export const partnerModel: Model = {
  model: "res.partner",
  label: "Contact",
  order: "name, id",
  thread: true,
  displayName: (env, partner) => {
    const parent = env.find("res.partner", reference(partner.parent_id));
    return parent ? `${text(parent.name)}, ${text(partner.name)}` : text(partner.name);
  },
  prepare: (_, values) => ({ active: true, lang: "en_US", ...values }),
  beforeUnlink: (env, ids) => {
    const used = ids.some(
      (id) =>
        env.pointing("account.move", "partner_id", id).length > 0 ||
        env.pointing("sale.order", "partner_id", id).length > 0,
    );
    if (used) throw userError("The partner cannot be deleted because it is used in Accounting");
  },
  fields: {
    name: char("Name", { tracked: true }),
    ref: char("Reference"),
    is_company: boolean("Is a Company"),
    parent_id: many2one("res.partner", "Related Company", { tracked: true }),
    street: char("Street"),
    street2: char("Street2"),
    city: char("City"),
    zip: char("Zip"),
    state_id: many2one("res.country.state", "State"),
    country_id: many2one("res.country", "Country"),
    country_code: related("res.partner", "country_id.code", char("Country Code")),
    email: char("Email", { tracked: true }),
    phone: char("Phone", { tracked: true }),
    vat: char("Tax ID", { tracked: true }),
    tz: char("Timezone"),
    lang: char("Language"),
    active: boolean("Active", { default: true }),
    company_id: many2one("res.company", "Company"),
    type: selection("Address Type", [
      ["contact", "Contact"],
      ["invoice", "Invoice"],
      ["delivery", "Delivery"],
      ["other", "Other"],
    ]),
    comment: html("Notes"),
    customer_rank: integer("Customer Rank"),
    supplier_rank: integer("Supplier Rank"),
  },
};
