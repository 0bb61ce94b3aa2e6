import { z } from "zod";
import { CLASSIFIERS, MILESTONES, type Milestone } from "@/lib/domain/event/milestone";

/** What a person may state by hand: movement and trouble. Money and documents come from the systems that own them. */
export const MANUAL_MILESTONES = [
  "tender_accepted",
  "tender_declined",
  "pickup_appointment",
  "delivery_appointment",
  "arrived_pickup",
  "pickup_failed",
  "loaded",
  "picked_up",
  "in_transit",
  "arrived_hub",
  "departed_hub",
  "handed_over",
  "customs_hold",
  "customs_released",
  "out_for_delivery",
  "available_for_pickup",
  "arrived_delivery",
  "delivery_attempted",
  "delivered",
  "delivered_partial",
  "departed_delivery",
  "pod_received",
  "delayed",
  "on_hold",
  "released_from_hold",
  "damaged",
  "short",
  "refused",
  "returned",
  "lost",
  "cancelled",
] as const satisfies readonly Milestone[];

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const reason = z
  .string()
  .trim()
  .min(3, "Say why in a few words; colleagues read it on the timeline.")
  .max(500, "At most 500 characters.");

export const addEventInput = z.object({
  shipmentNumber: z.string().min(1).max(40),
  /** Made by the form once, so that a second press is the same event. */
  requestId: z.uuid(),
  milestone: z.enum(MANUAL_MILESTONES),
  classifier: z.enum(["actual", "estimated", "planned"]),
  /** Wall clock in `timeZone`. */
  occurredLocal: z.string().regex(LOCAL_TIME, "Enter a date and a time."),
  timeZone: z.string().min(1).max(60),
  /** 1-based stop the event belongs to; null when it happened on the way. */
  stopSequence: z.number().int().min(1).max(200).nullable(),
  city: z.string().trim().max(80),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{2})?$/, "Two letters, such as FR."),
  reason,
});
export type AddEventInput = z.infer<typeof addEventInput>;

export const voidEventInput = z.object({
  shipmentNumber: z.string().min(1).max(40),
  requestId: z.uuid(),
  eventId: z.uuid(),
  reason,
});
export type VoidEventInput = z.infer<typeof voidEventInput>;

const place = z.object({
  city: z.string().optional(),
  region: z.string().optional(),
  country: z.string().optional(),
  name: z.string().optional(),
});

/** The body a hand-made event is stored with: the same inbox, the same bytes for good as for any partner. */
export const manualEventBody = z.object({
  kind: z.literal("manual-event"),
  version: z.literal(1),
  requestId: z.uuid(),
  shipment: z.string(),
  enteredBy: z.string(),
  enteredAt: z.iso.datetime(),
  reason: z.string(),
  event: z.discriminatedUnion("action", [
    z.object({
      action: z.literal("add"),
      milestone: z.enum(MILESTONES as [Milestone, ...Milestone[]]),
      classifier: z.enum(CLASSIFIERS),
      /** Wall clock with its offset stated: nothing is assumed. */
      occurredAt: z.iso.datetime({ offset: true }),
      place: place.nullable(),
      stopSequence: z.number().int().nullable(),
    }),
    z.object({ action: z.literal("void"), identity: z.uuid() }),
  ]),
});
export type ManualEventBody = z.infer<typeof manualEventBody>;
