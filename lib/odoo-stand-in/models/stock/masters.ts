import { boolean, char, computed, float, many2one, selection } from "../../registry/field";
import type { Model } from "../../registry/model";
import { reference, text } from "../../registry/values";

export const locationModel: Model = {
  model: "stock.location",
  label: "Inventory Locations",
  order: "name, id",
  displayName: (env, location) => text(env.value("stock.location", location, "complete_name")),
  fields: {
    name: char("Location Name"),
    usage: selection(
      "Location Type",
      [
        ["supplier", "Vendor"],
        ["view", "Virtual"],
        ["internal", "Internal"],
        ["customer", "Customer"],
        ["inventory", "Inventory Loss"],
        ["production", "Production"],
        ["transit", "Transit"],
      ],
      { required: true },
    ),
    barcode: char("Barcode"),
    warehouse_id: many2one("stock.warehouse", "Warehouse"),
    company_id: many2one("res.company", "Company"),
    active: boolean("Active"),
    location_id: many2one("stock.location", "Parent Location"),
    complete_name: computed(char("Full Location Name"), (env, location): string => {
      const parent = env.find("stock.location", reference(location.location_id));
      return parent
        ? `${text(env.value("stock.location", parent, "complete_name"))}/${text(location.name)}`
        : text(location.name);
    }),
  },
  prepare: (env, values) => ({ usage: "internal", active: true, company_id: env.companyId, ...values }),
};

export const warehouseModel: Model = {
  model: "stock.warehouse",
  label: "Warehouse",
  fields: {
    name: char("Warehouse"),
    code: char("Short Name", { required: true }),
    partner_id: many2one("res.partner", "Address"),
    lot_stock_id: many2one("stock.location", "Location Stock", { required: true }),
    company_id: many2one("res.company", "Company"),
    active: boolean("Active"),
    in_type_id: many2one("stock.picking.type", "In Type"),
    out_type_id: many2one("stock.picking.type", "Out Type"),
    int_type_id: many2one("stock.picking.type", "Internal Type"),
  },
};

export const pickingTypeModel: Model = {
  model: "stock.picking.type",
  label: "Picking Type",
  displayName: (env, type) => {
    const warehouse = env.find("stock.warehouse", reference(type.warehouse_id));
    return warehouse ? `${text(warehouse.name)}: ${text(type.name)}` : text(type.name);
  },
  fields: {
    name: char("Operation Type"),
    code: selection(
      "Type of Operation",
      [
        ["incoming", "Receipt"],
        ["outgoing", "Delivery"],
        ["internal", "Internal Transfer"],
      ],
      { required: true },
    ),
    sequence_code: char("Sequence Prefix", { required: true }),
    warehouse_id: many2one("stock.warehouse", "Warehouse"),
    company_id: many2one("res.company", "Company"),
    active: boolean("Active"),
    default_location_src_id: many2one("stock.location", "Source Location", { required: true }),
    default_location_dest_id: many2one("stock.location", "Destination Location", { required: true }),
  },
};

export const carrierModel: Model = {
  model: "delivery.carrier",
  label: "Shipping Methods",
  fields: {
    name: char("Delivery Method"),
    delivery_type: selection(
      "Provider",
      [
        ["base_on_rule", "Based on Rules"],
        ["fixed", "Fixed Price"],
      ],
      { required: true },
    ),
    tracking_url: char("Tracking Link"),
    product_id: many2one("product.product", "Delivery Product", { required: true }),
    active: boolean("Active"),
    company_id: many2one("res.company", "Company"),
    fixed_price: float("Fixed Price"),
    integration_level: selection("Integration Level", [
      ["rate", "Get Rate"],
      ["rate_and_ship", "Get Rate and Create Shipment"],
    ]),
  },
  prepare: (_, values) => ({ active: true, delivery_type: "fixed", integration_level: "rate", ...values }),
};

export const unitModel: Model = {
  model: "uom.uom",
  label: "Product Unit of Measure",
  fields: {
    name: char("Unit Name"),
    active: boolean("Active"),
  },
};
