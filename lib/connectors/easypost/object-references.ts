import { isObject } from "./documents";
import type { NamedNumber } from "./references";

const FIELDS: Readonly<Record<string, NamedNumber["type"]>> = {
  tracking_code: "tracking",
  shipment_id: "shipment",
  order_id: "other",
  batch_id: "other",
  insurance_id: "other",
  tracker_id: "other",
  confirmation_number: "other",
  reference: "other",
};

/**
 * The numbers an EasyPost object that is no tracker names: its own id, tracking codes, the shipments it is about.
 * Source: EasyPost API v2, Shipment, Batch, Claim, Refund, Insurance, Pickup, ScanForm.
 */
export function objectNumbers(
  payload: Readonly<Record<string, unknown>>,
  type: string,
  path: string,
): NamedNumber[] {
  const numbers: NamedNumber[] = [];
  const add = (kind: NamedNumber["type"], value: unknown, at: string) => {
    if (typeof value !== "string") return;
    numbers.push({ type: kind, value, at, ...(/^[a-z]+_/.test(value) ? { scope: "easypost" } : {}) });
  };
  for (const [field, kind] of Object.entries(FIELDS)) add(kind, payload[field], `${path}.${field}`);
  add(type === "shipment" ? "shipment" : "other", payload.id, `${path}.id`);
  for (const [index, code] of asList(payload.tracking_codes).entries()) {
    add("tracking", code, `${path}.tracking_codes[${index}]`);
  }
  const shipments = [...asList(payload.shipments), ...(payload.shipment ? [payload.shipment] : [])];
  for (const [index, shipment] of shipments.entries()) {
    if (!isObject(shipment)) continue;
    add("shipment", shipment.id, `${path}.shipments[${index}].id`);
    add("tracking", shipment.tracking_code, `${path}.shipments[${index}].tracking_code`);
  }
  return numbers;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
