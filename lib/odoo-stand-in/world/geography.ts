import type { Env } from "../records/env";
import { create } from "../records/write";
import { nameExternally } from "./rights";

const CURRENCIES = [
  ["USD", "$", 1],
  ["EUR", "€", 0.92],
  ["CAD", "$", 1.38],
  ["GBP", "£", 0.79],
  ["MXN", "$", 18.4],
  ["CNY", "¥", 7.2],
] as const;

/** Known and not in use. */
const ARCHIVED_CURRENCIES = [
  ["JPY", "¥", 150],
  ["CHF", "CHF", 0.88],
] as const;

const COUNTRIES = [
  ["US", "United States", "USD"],
  ["CA", "Canada", "CAD"],
  ["MX", "Mexico", "MXN"],
  ["GB", "United Kingdom", "GBP"],
  ["FR", "France", "EUR"],
  ["DE", "Germany", "EUR"],
  ["NL", "Netherlands", "EUR"],
  ["ES", "Spain", "EUR"],
  ["IT", "Italy", "EUR"],
  ["BE", "Belgium", "EUR"],
  ["PL", "Poland", "EUR"],
  ["CN", "China", "CNY"],
] as const;

const US_STATES =
  "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming";
const CA_STATES =
  "AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan";

const INCOTERMS =
  "EXW EX WORKS,FCA FREE CARRIER,FAS FREE ALONGSIDE SHIP,FOB FREE ON BOARD,CFR COST AND FREIGHT,CIF COST INSURANCE AND FREIGHT,CPT CARRIAGE PAID TO,CIP CARRIAGE AND INSURANCE PAID TO,DPU DELIVERED AT PLACE UNLOADED,DAP DELIVERED AT PLACE,DDP DELIVERED DUTY PAID";

export interface Places {
  readonly dollar: number;
  readonly unitedStates: number;
  readonly illinois: number;
}

const pairs = (list: string) =>
  list
    .split(",")
    .map((each) => [each.slice(0, each.indexOf(" ")), each.slice(each.indexOf(" ") + 1)] as const);

/** Currencies with a rate from the start of 2020, countries and states that freight in North America names, languages. */
export function makeGeography(env: Env): Places {
  const currencies = new Map<string, number>();
  for (const [name, symbol, rate] of [...CURRENCIES, ...ARCHIVED_CURRENCIES]) {
    const active = !ARCHIVED_CURRENCIES.some(([archived]) => archived === name);
    const id = create(env, "res.currency", { name, symbol, decimal_places: 2, active });
    currencies.set(name, id);
    nameExternally(env, `base.${name}`, "res.currency", id);
    if (name !== "USD") create(env, "res.currency.rate", { name: "2020-01-01", rate, currency_id: id });
  }
  const countries = new Map<string, number>();
  for (const [code, name, currency] of COUNTRIES) {
    const id = create(env, "res.country", { code, name, currency_id: currencies.get(currency) });
    countries.set(code, id);
    nameExternally(env, `base.${code.toLowerCase()}`, "res.country", id);
  }
  const states = new Map<string, number>();
  for (const [country, list] of [
    ["US", US_STATES],
    ["CA", CA_STATES],
  ] as const)
    for (const [code, name] of pairs(list))
      states.set(
        `${country}-${code}`,
        create(env, "res.country.state", { code, name, country_id: countries.get(country) }),
      );
  for (const [code, name] of pairs(INCOTERMS)) create(env, "account.incoterms", { code, name, active: true });
  for (const [code, name] of [
    ["en_US", "English (US)"],
    ["fr_FR", "French / Français"],
  ] as const)
    create(env, "res.lang", { code, name, iso_code: code.slice(0, 2), active: true });
  return {
    dollar: currencies.get("USD") ?? 0,
    unitedStates: countries.get("US") ?? 0,
    illinois: states.get("US-IL") ?? 0,
  };
}
