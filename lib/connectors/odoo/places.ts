import type { Place } from "@/lib/domain/event/draft";
import { type DeliveryStory, documentOf } from "./delivery-story";
import { idOf, nameOf, type OdooValues, textOf } from "./record-values";

/** Where the goods leave or arrive in the house: the warehouse of the operation, with its address. */
export function warehousePlace({ content, picking }: DeliveryStory): Place {
  const type = documentOf(content, "stock.picking.type", idOf(picking.values, "picking_type_id"));
  const warehouse = documentOf(content, "stock.warehouse", type && idOf(type.values, "warehouse_id"));
  const address = documentOf(content, "res.partner", warehouse && idOf(warehouse.values, "partner_id"));
  return {
    ...(address ? addressOf(address.values, content.records) : {}),
    ...(warehouse?.name ? { name: warehouse.name } : {}),
    ...(warehouse && textOf(warehouse.values, "code")
      ? { code: textOf(warehouse.values, "code") ?? "" }
      : {}),
  };
}

/** Where the goods go to or come from: the partner on the delivery, else whom the order ships to. */
export function partnerPlace({ content, picking, order }: DeliveryStory): Place {
  const id = idOf(picking.values, "partner_id") ?? (order && idOf(order.values, "partner_shipping_id"));
  const partner = documentOf(content, "res.partner", id);
  if (partner) return addressOf(partner.values, content.records);
  const name = nameOf(picking.values, "partner_id");
  return name ? { name } : {};
}

function addressOf(values: OdooValues, records: Readonly<Record<string, OdooValues>>): Place {
  const state = records[`res.country.state,${idOf(values, "state_id") ?? 0}`];
  const parts = {
    name: textOf(values, "name") ?? textOf(values, "display_name") ?? nameOf(values, "parent_id"),
    city: textOf(values, "city"),
    region: state ? textOf(state, "code") : null,
    postalCode: textOf(values, "zip"),
    country: textOf(values, "country_code"),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));
}
