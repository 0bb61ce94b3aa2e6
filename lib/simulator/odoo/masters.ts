import type { PlannedStop, ShipmentPlan } from "../truth";
import { CARRIERS } from "../world/carriers";
import { CUSTOMERS } from "../world/customers";
import { ALL_GOODS } from "./goods";
import { exactly, type OdooSession } from "./session";

/** What orders refer to, by the codes of the simulated world. Ids are Odoo's. */
export interface Masters {
  readonly warehouseId: number;
  readonly stockLocation: { readonly id: number; readonly name: string };
  readonly customers: ReadonlyMap<string, number>;
  readonly products: ReadonlyMap<string, number>;
  /** By SCAC: Odoo's shipping method, the vendor that bills it, and the service its bills are for. */
  readonly carriers: ReadonlyMap<string, CarrierIds>;
  readonly vendors: readonly number[];
  /** Where goods go, by `addressRef`; grows as orders name new places. */
  readonly addresses: Map<string, number>;
}

export interface CarrierIds {
  readonly method: number;
  readonly vendor: number;
  readonly service: number;
}

const VENDORS = ["Larkspur Packaging", "Millrun Components", "Seabright Imports"] as const;
const OPENING_STOCK = 6_000;

type Values = Readonly<Record<string, unknown>>;

/** Makes what is missing of customers, carriers, goods and their opening stock. Safe to repeat. */
export async function ensureMasters(odoo: OdooSession): Promise<Masters> {
  const customers = await ensureAll(odoo, "res.partner", "ref", CUSTOMERS.map(customerValues));
  const vendors = await ensureAll(odoo, "res.partner", "ref", VENDORS.map(vendorValues));
  const products = await ensureAll(odoo, "product.product", "default_code", ALL_GOODS.map(goodsValues));
  const [warehouse] = await odoo.searchRead<{ id: number; lot_stock_id: [number, string] }>(
    "stock.warehouse",
    [],
    ["lot_stock_id"],
    { limit: 1, order: "id" },
  );
  if (!warehouse) throw new Error("This Odoo has no warehouse. Install Inventory there, then start again.");
  const [stockId, name] = warehouse.lot_stock_id;
  await ensureOpeningStock(odoo, [...products.values()], stockId);
  return {
    warehouseId: warehouse.id,
    stockLocation: { id: stockId, name },
    customers: byCode(customers, "HV-C-"),
    products,
    carriers: await ensureCarriers(odoo),
    vendors: [...vendors.values()],
    addresses: new Map(),
  };
}

function customerValues({ name, code, street }: (typeof CUSTOMERS)[number]): Values {
  const email = `orders@${name.toLowerCase().replace(/\W+/g, "-")}.example`;
  return { ref: `HV-C-${code}`, name, street, email, is_company: true, customer_rank: 1 };
}

function vendorValues(name: string, index: number): Values {
  return { ref: `HV-V-${index + 1}`, name, is_company: true, supplier_rank: 1 };
}

function goodsValues({ code, name, priceMinor, costMinor, weightKg }: (typeof ALL_GOODS)[number]): Values {
  return {
    default_code: code,
    name,
    is_storable: true,
    invoice_policy: "delivery",
    list_price: priceMinor / 100,
    standard_price: costMinor / 100,
    weight: weightKg,
    taxes_id: exactly([]),
    supplier_taxes_id: exactly([]),
  };
}

async function ensureCarriers(odoo: OdooSession): Promise<Map<string, CarrierIds>> {
  const vendors = await ensureAll(
    odoo,
    "res.partner",
    "ref",
    CARRIERS.map(({ name, scac }) => ({ ref: `HV-S-${scac}`, name, is_company: true, supplier_rank: 1 })),
  );
  const services = await ensureAll(
    odoo,
    "product.product",
    "default_code",
    CARRIERS.map(({ name, scac }) => ({
      default_code: `FREIGHT-${scac}`,
      name: `Freight ${name}`,
      type: "service",
      sale_ok: false,
      purchase_ok: true,
      taxes_id: exactly([]),
      supplier_taxes_id: exactly([]),
    })),
  );
  const idOf = (map: ReadonlyMap<string, number>, key: string) => map.get(key) as number;
  const methods = await ensureAll(
    odoo,
    "delivery.carrier",
    "name",
    CARRIERS.map(({ name, scac }) => ({
      name,
      delivery_type: "fixed",
      integration_level: "rate",
      product_id: idOf(services, `FREIGHT-${scac}`),
      tracking_url: `https://track.${scac.toLowerCase()}.example/<shipmenttrackingnumber>`,
    })),
  );
  return new Map(
    CARRIERS.map(({ name, scac }) => [
      scac,
      {
        method: idOf(methods, name),
        vendor: idOf(vendors, `HV-S-${scac}`),
        service: idOf(services, `FREIGHT-${scac}`),
      },
    ]),
  );
}

async function ensureOpeningStock(odoo: OdooSession, products: readonly number[], location: number) {
  const quants = await odoo.searchRead<{ product_id: [number, string] }>(
    "stock.quant",
    [
      ["product_id", "in", products],
      ["location_id", "=", location],
    ],
    ["product_id"],
  );
  const stocked = new Set(quants.map(({ product_id }) => product_id[0]));
  const missing = products.filter((product) => !stocked.has(product));
  if (missing.length === 0) return;
  const counts = missing.map((product_id) => ({
    product_id,
    location_id: location,
    inventory_quantity: OPENING_STOCK,
  }));
  const made = await odoo.call<number[]>("stock.quant", "create", [counts], {
    context: { inventory_mode: true },
  });
  await odoo.call("stock.quant", "action_apply_inventory", [made]);
}

/** Where a shipment ends, as a delivery address of its customer. */
export function addressRef({ customer }: ShipmentPlan, { city }: PlannedStop): string {
  return `HV-A-${customer.code}-${city.postalCode.replace(/\s/g, "")}`;
}

/** Makes the delivery addresses that these plans need and Odoo does not have. */
export async function ensureAddresses(odoo: OdooSession, masters: Masters, plans: readonly ShipmentPlan[]) {
  const wanted = new Map<string, { readonly plan: ShipmentPlan; readonly stop: PlannedStop }>();
  for (const plan of plans) {
    const stop = plan.stops.at(-1);
    if (!stop) continue;
    const ref = addressRef(plan, stop);
    if (!masters.addresses.has(ref)) wanted.set(ref, { plan, stop });
  }
  if (wanted.size === 0) return;
  const places = await placesOf(
    odoo,
    [...wanted.values()].map(({ stop }) => stop),
  );
  const rows = [...wanted].map(([ref, { plan, stop }]) => ({
    ref,
    type: "delivery",
    name: stop.name,
    parent_id: masters.customers.get(plan.customer.code),
    street: stop.street,
    city: stop.city.city,
    zip: stop.city.postalCode,
    ...places(stop),
  }));
  for (const [ref, id] of await ensureAll(odoo, "res.partner", "ref", rows)) masters.addresses.set(ref, id);
}

interface Country {
  readonly id: number;
  readonly code: string;
}
type State = Country & { readonly country_id: readonly [number, string] };

async function placesOf(
  odoo: OdooSession,
  stops: readonly PlannedStop[],
): Promise<(stop: PlannedStop) => Values> {
  const codes = (pick: (stop: PlannedStop) => string) =>
    [...new Set(stops.map(pick))].filter((code) => code !== "");
  const countries = await odoo.searchRead<Country>(
    "res.country",
    [["code", "in", codes(({ city }) => city.country)]],
    ["code"],
  );
  const states = await odoo.searchRead<State>(
    "res.country.state",
    [["code", "in", codes(({ city }) => city.region)]],
    ["code", "country_id"],
  );
  return ({ city }) => {
    const country = countries.find(({ code }) => code === city.country);
    const state = states.find(
      ({ code, country_id }) => code === city.region && country_id[0] === country?.id,
    );
    return { ...(country ? { country_id: country.id } : {}), ...(state ? { state_id: state.id } : {}) };
  };
}

/** Finds records by a field of their own and makes the missing ones. @returns ids by that field. */
async function ensureAll(odoo: OdooSession, model: string, key: string, rows: readonly Values[]) {
  const names = rows.map((row) => row[key] as string);
  const read = async () => {
    const found = await odoo.searchRead<Record<string, unknown> & { readonly id: number }>(
      model,
      [[key, "in", names]],
      [key],
      { context: { active_test: false } },
    );
    return new Map(found.map((record) => [record[key] as string, record.id]));
  };
  const known = await read();
  const missing = rows.filter((row) => !known.has(row[key] as string));
  if (missing.length === 0) return known;
  await odoo.call(model, "create", [missing]);
  return read();
}

function byCode(ids: ReadonlyMap<string, number>, prefix: string): ReadonlyMap<string, number> {
  return new Map([...ids].map(([ref, id]) => [ref.slice(prefix.length), id]));
}
