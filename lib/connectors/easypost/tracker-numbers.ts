import type { ShipmentFacts } from "@/lib/domain/event/draft";
import type { Reference } from "@/lib/domain/reference/reference";
import type { Tracker } from "./payload";
import { usableReferences } from "./references";

/** Every number a tracker names, strongest first. Source: EasyPost API v2, Tracker and CarrierDetail. */
export function trackerReferences(tracker: Tracker, path: string): ReturnType<typeof usableReferences> {
  return usableReferences(
    [
      { type: "tracking", value: tracker.tracking_code, at: `${path}.tracking_code` },
      { type: "shipment", value: tracker.shipment_id, at: `${path}.shipment_id`, scope: "easypost" },
      { type: "other", value: tracker.id, at: `${path}.id`, scope: "easypost" },
      {
        type: "other",
        value: tracker.carrier_detail?.alternate_identifier,
        at: `${path}.carrier_detail.alternate_identifier`,
      },
    ],
    path,
  );
}

/**
 * What names the parcel from the first webhook to the last. Each webhook repeats all earlier scans; numbers that turn up later
 * would make every old scan look new. Source: EasyPost API v2, Tracker (`tracking_code`, `id`).
 */
export function lastingReferences(tracker: Tracker, all: readonly Reference[]): readonly Reference[] {
  const lasting = [tracker.tracking_code?.trim(), tracker.id?.trim()];
  const kept = all.filter((reference) => lasting.includes(reference.value));
  return kept.length > 0 ? kept : all;
}

/** Mode and carrier, which hold from the first webhook on. Source: EasyPost API v2, Tracker `carrier`. */
export function carrierFacts(tracker: Tracker): ShipmentFacts {
  return { mode: "parcel", ...(tracker.carrier ? { carrier: { name: tracker.carrier } } : {}) };
}

const OUNCES_PER_POUND = 16;

/** Weight in pounds, weighed on the way and so no part of a scan. Source: EasyPost API v2, Tracker `weight`, in ounces. */
export function weightFacts(tracker: Tracker): ShipmentFacts {
  if (!tracker.weight) return {};
  return { weight: { value: Math.round((tracker.weight / OUNCES_PER_POUND) * 1000) / 1000, unit: "lb" } };
}
