import { boolean, char, computed, date, float, integer, many2one } from "../../registry/field";
import { type Model, modelMethod } from "../../registry/model";
import { type Row, reference, text } from "../../registry/values";
import { currencyRate } from "../accounting/balance";

export const companyModel: Model = {
  model: "res.company",
  label: "Companies",
  fields: {
    active: boolean("Active", { default: true }),
    name: char("Company Name", { tracked: true }),
    currency_id: many2one("res.currency", "Currency"),
    partner_id: many2one("res.partner", "Partner", { required: true }),
    country_id: many2one("res.country", "Country"),
  },
};

export const currencyModel: Model = {
  model: "res.currency",
  label: "Currency",
  order: "active desc, name",
  fields: {
    name: char("Currency"),
    symbol: char("Symbol", { required: true }),
    decimal_places: integer("Decimal Places"),
    active: boolean("Active"),
    full_name: char("Name"),
    rate: computed(float("Current Rate"), (env, currency) => currencyRate(env, currency.id, env.today)),
  },
};

export const currencyRateModel: Model = {
  model: "res.currency.rate",
  label: "Currency Rate",
  order: "name desc, id",
  fields: {
    name: date("Date"),
    rate: float("Technical Rate"),
    currency_id: many2one("res.currency", "Currency"),
    company_id: many2one("res.company", "Company"),
  },
};

export const countryModel: Model = {
  model: "res.country",
  label: "Country",
  order: "name, id",
  fields: {
    name: char("Country Name"),
    code: char("Country Code", { required: true }),
    currency_id: many2one("res.currency", "Currency"),
  },
};

export const stateModel: Model = {
  model: "res.country.state",
  label: "Country state",
  order: "code, id",
  fields: {
    name: char("State Name"),
    code: char("State Code", { required: true }),
    country_id: many2one("res.country", "Country", { required: true }),
  },
  displayName: (env, state) =>
    `${text(state.name)} (${text(env.find("res.country", reference(state.country_id))?.code)})`,
};

export const languageModel: Model = {
  model: "res.lang",
  label: "Languages",
  order: "active desc, name, id",
  fields: {
    name: char("Name"),
    code: char("Locale Code", { required: true }),
    iso_code: char("ISO code"),
    active: boolean("Active"),
  },
  methods: {
    get_installed: modelMethod((env) =>
      [...env.store.table("res.lang").rows.values()]
        .filter((language: Row) => language.active !== false)
        .map((language) => [text(language.code), text(language.name)]),
    ),
  },
};
