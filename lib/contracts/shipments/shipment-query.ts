import { z } from "zod";

const TIMELINE_TABS = ["milestones", "all", "sources"] as const;

const schema = z.object({
  tab: z.enum(TIMELINE_TABS).catch("milestones").default("milestones"),
  /** Id of the event whose message is open beside the timeline. */
  raw: z.uuid().optional().catch(undefined),
  /** Id of the event to go to and mark. */
  event: z.uuid().optional().catch(undefined),
});
export type ShipmentQuery = z.infer<typeof schema>;

/** Reads what a shipment's address says about how to show it. */
export function readShipmentQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): ShipmentQuery {
  const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
  return schema.parse({ tab: first(params.tab), raw: first(params.raw), event: first(params.event) });
}

/** The address of a shipment, with its timeline shown this way. */
export function shipmentHref(number: string, query: Partial<ShipmentQuery> = {}): string {
  const params = new URLSearchParams();
  if (query.tab && query.tab !== "milestones") params.set("tab", query.tab);
  if (query.raw) params.set("raw", query.raw);
  if (query.event) params.set("event", query.event);
  const text = params.toString();
  return `/shipments/${encodeURIComponent(number)}${text ? `?${text}` : ""}`;
}
