import type { ChargeKind } from "../message/parsed-message";

/**
 * What a charge is compared with: `linehaul` and `fuel` with the contract, an `accessorial` with what was asked for or with what the
 * timeline shows, `measure` (weighed or classed anew) and `tax` with nothing but a person's judgement or a contract's rate.
 */
export type ChargeFamily = "linehaul" | "fuel" | "accessorial" | "measure" | "tax";

interface ChargeRule {
  readonly family: ChargeFamily;
  /** As people say it, for a heading. */
  readonly label: string;
  /** Computed from stop visits and events, never believed. */
  readonly fromTimeline: boolean;
}

const rule = (family: ChargeFamily, label: string, fromTimeline = false): ChargeRule => ({
  family,
  label,
  fromTimeline,
});

/** Every charge kind with its family and its name. Source: domain.md, "Freight audit", charge kinds. */
export const CHARGE_RULES: Readonly<Record<ChargeKind, ChargeRule>> = {
  linehaul: rule("linehaul", "Linehaul"),
  fuel: rule("fuel", "Fuel surcharge"),
  discount: rule("linehaul", "Discount"),
  minimum: rule("linehaul", "Minimum charge"),
  detention_pickup: rule("accessorial", "Detention, pickup", true),
  detention_delivery: rule("accessorial", "Detention, delivery", true),
  layover: rule("accessorial", "Layover", true),
  lumper: rule("accessorial", "Lumper"),
  truck_ordered_not_used: rule("accessorial", "Truck ordered, not used", true),
  stop_off: rule("accessorial", "Stop-off", true),
  reconsignment: rule("accessorial", "Reconsignment"),
  redelivery: rule("accessorial", "Redelivery", true),
  liftgate: rule("accessorial", "Liftgate"),
  residential: rule("accessorial", "Residential"),
  limited_access: rule("accessorial", "Limited access"),
  inside: rule("accessorial", "Inside pickup or delivery"),
  appointment: rule("accessorial", "Appointment"),
  storage: rule("accessorial", "Storage"),
  demurrage: rule("accessorial", "Demurrage"),
  reweigh: rule("measure", "Reweigh"),
  reclass: rule("measure", "Reclassification"),
  hazmat: rule("accessorial", "Hazardous goods"),
  overlength: rule("accessorial", "Overlength"),
  driver_assist: rule("accessorial", "Driver assist"),
  customs: rule("accessorial", "Customs"),
  tax: rule("tax", "Tax"),
  admin_fee: rule("accessorial", "Administration fee"),
  other: rule("accessorial", "Other"),
};
