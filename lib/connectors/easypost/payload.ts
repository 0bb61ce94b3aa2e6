import { z } from "zod";

/**
 * The parts of EasyPost's objects that are read. A field that is missing, null or of another type counts as not sent:
 * one odd field must not cost the rest of the message. Unknown fields are ignored.
 * Source: EasyPost API v2, Tracker, TrackingDetail, TrackingLocation, CarrierDetail, Event, Shipment.
 */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);

const location = z.object({ city: text, state: text, country: text, zip: text }).nullish().catch(null);

export const trackingDetailSchema = z.object({
  message: text,
  description: text,
  status: text,
  status_detail: text,
  datetime: text,
  source: text,
  carrier_code: text,
  tracking_location: location,
  est_delivery_date: text,
});
export type TrackingDetail = z.infer<typeof trackingDetailSchema>;

export const trackerSchema = z.object({
  id: text,
  mode: text,
  tracking_code: text,
  status: text,
  status_detail: text,
  updated_at: text,
  signed_by: text,
  weight: z.number().positive().nullish().catch(null),
  est_delivery_date: text,
  shipment_id: text,
  carrier: text,
  is_return: z.boolean().nullish().catch(null),
  // Each detail is read on its own, so that a broken one is reported and the others still count.
  tracking_details: z.array(z.unknown()).nullish().catch(null),
  carrier_detail: z
    .object({ guaranteed_delivery_date: text, alternate_identifier: text })
    .nullish()
    .catch(null),
});
export type Tracker = z.infer<typeof trackerSchema>;

export const eventSchema = z.object({
  id: text,
  mode: text,
  description: text,
  created_at: text,
  updated_at: text,
  result: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export const shipmentSchema = z.object({
  id: text,
  tracking_code: text,
  is_return: z.boolean().nullish().catch(null),
  tracker: z.record(z.string(), z.unknown()).nullish().catch(null),
  selected_rate: z.object({ carrier: text }).nullish().catch(null),
  postage_label: z.object({ id: text, created_at: text }).nullish().catch(null),
});
