import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/instant";
import type { Random } from "../random";
import type { ShipmentPlan, TruthEvent } from "../truth";
import { wholeMinute } from "../wall-clock";
import type { Course } from "./course-log";

/** Part of the American truckloads that leave from docks the warehouse partner runs and reports on as well. */
const SECOND_SOURCE = 0.22;
const DISAGREES = 0.025;
/** A clerk enters a delivery at a wrong time, notices, takes it back and enters it again. */
const MISKEYED = 0.03;

/** What the warehouse says of a truck the carrier reports on too; now and then they don't tell the same story. */
export function warehouseView(plan: ShipmentPlan, course: Course, random: Random): readonly TruthEvent[] {
  const told = random.chance(SECOND_SOURCE);
  const offMs = random.chance(DISAGREES) ? random.between(2.5, 5) * HOUR_MS : random.int(-6, 6) * MINUTE_MS;
  if (!told || plan.service !== "truckload" || course.pickedUpAt === null) return [];
  const seen = course.events.filter(
    (event) => event.milestone === "arrived_pickup" || event.milestone === "picked_up",
  );
  return seen.map((event) => ({
    ...event,
    at: wholeMinute(event.at + (event.milestone === "picked_up" ? offMs : 0)),
    saidAt: Math.max(event.saidAt, event.at + offMs) + random.int(3, 25) * MINUTE_MS,
  }));
}

/** Adds the rows of a clerk's mistake: the wrong entry, its void, and the right entry after it. */
export function withMiskeyed(events: readonly TruthEvent[], idOf: (n: number) => string, random: Random) {
  const numbered = events.map((event, index) => ({ ...event, eventId: idOf(index + 1) }));
  const right = numbered.find((event) => event.milestone === "delivered");
  if (!right || !random.chance(MISKEYED)) return numbered;
  const wrongId = idOf(numbered.length + 1);
  const noticedAt = right.saidAt + random.int(30, 110) * MINUTE_MS;
  const wrong = { ...right, eventId: wrongId, at: right.at - random.int(65, 170) * MINUTE_MS };
  const taken = {
    ...wrong,
    milestone: "event_voided" as const,
    eventId: idOf(numbered.length + 2),
    voidsEventId: wrongId,
    saidAt: noticedAt,
  };
  const others = numbered.filter((event) => event !== right);
  return [...others, wrong, taken, { ...right, saidAt: noticedAt + MINUTE_MS }];
}
