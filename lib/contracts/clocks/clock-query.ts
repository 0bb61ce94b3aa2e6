import { z } from "zod";
import { CLOCK_KINDS } from "@/lib/domain/clock/clock-policy";
import { dayParam, firstParams, nameParam, placeParam, type RawParams } from "../search-params";

/** What runs out next, what broke, what stands still, what was kept, and how all of it went. */
export const CLOCK_TABS = ["next", "breached", "paused", "met", "adherence"] as const;
export type ClockTab = (typeof CLOCK_TABS)[number];
export type ListTab = Exclude<ClockTab, "adherence">;

export const ADHERENCE_GROUPS = ["customer", "carrier", "policy"] as const;
export type AdherenceGroup = (typeof ADHERENCE_GROUPS)[number];

/** Section of the list, due time with microseconds, shipment, kind and stop: a place in its order. */
const cursor = placeParam(["rank", "at", "id", "kind", "stop"], "~");

/** Everything the address of the page says. What a stale or mistyped link holds beyond that is left out, not an error. */
const clockQuerySchema = z.object({
  tab: z.enum(CLOCK_TABS).catch("next").default("next"),
  customer: nameParam,
  carrier: nameParam,
  kind: z.enum(CLOCK_KINDS).optional().catch(undefined),
  policy: z.uuid().optional().catch(undefined),
  /** By what the tab "adherence" is told. */
  by: z.enum(ADHERENCE_GROUPS).optional().catch(undefined),
  /** Days of the company in which it falls due, both included. */
  from: dayParam,
  until: dayParam,
  /** Due in so many minutes from now; outweighs the days. */
  within: z.coerce.number().int().min(1).max(1_440).optional().catch(undefined),
  after: cursor,
  before: cursor,
});
export type ClockQuery = z.infer<typeof clockQuerySchema>;

export function readClockQuery(params: RawParams): ClockQuery {
  return clockQuerySchema.parse(firstParams(params));
}

/** The address of the page under `query` with `changes`. A change of filter starts at the first page. */
export function clocksHref(query: Partial<ClockQuery>, changes: Partial<ClockQuery> = {}): string {
  const next: Partial<ClockQuery> = { ...query, after: undefined, before: undefined, ...changes };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(next)) {
    if (value !== undefined && value !== "" && !(key === "tab" && value === "next"))
      params.set(key, String(value));
  }
  const text = params.toString();
  return text === "" ? "/clocks" : `/clocks?${text}`;
}
