import { MILESTONE_RULES } from "../event/milestone";
import type { CatalogueKey, OwnedMilestone, SourceKind, SyncMode, SystemOfRecord } from "./catalogue";

export const SYSTEM_WORDS: Readonly<Record<SystemOfRecord, string>> = {
  odoo: "Odoo",
  tms: "Transport system",
  wms: "Warehouse system",
  carrier: "Carrier",
  shop: "Shop",
  payment_provider: "Payment provider",
  milepost: "Milepost",
};

export const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  erp: "Odoo",
  tms: "Transport system",
  wms: "Warehouse system",
  "3pl": "3PL",
  carrier: "Carrier",
  aggregator: "Aggregator",
  shop: "Shop",
  person: "Person",
};

export const SYNC_WORDS: Readonly<Record<SyncMode, string>> = {
  at_once: "At once",
  micro_batch: "Micro-batch",
  batch: "Batch",
};

/** What people call it: "Sales order", "Picked up". */
export function entryLabel(key: CatalogueKey): string {
  const name = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("milestone:")) return MILESTONE_RULES[name as OwnedMilestone].label;
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "within 30 min", "within 1 d". */
export function lateText(minutes: number): string {
  if (minutes >= 1_440 && minutes % 1_440 === 0) return `${minutes / 1_440} d`;
  return minutes >= 60 && minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** "for good", "24 months". */
export function retentionText(months: number | null): string {
  if (months === null) return "for good";
  return months === 1 ? "1 month" : `${months} months`;
}
