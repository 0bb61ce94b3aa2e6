import type { Classifier, Milestone } from "../event/milestone";

const APPOINTMENTS: ReadonlySet<Milestone> = new Set<Milestone>([
  "pickup_appointment",
  "delivery_appointment",
]);

/** What is told once in the life of a shipment: told already, it will not come again. Of several drops the last one counts. */
export const TOLD_ONCE: ReadonlySet<Milestone> = new Set<Milestone>([
  "tender_accepted",
  "delivered",
  "pod_received",
  "return_received",
]);

/** True when this says that a milestone has come, so that a snooze waiting for it is over: an estimate of it does not. */
export function endsSnooze({
  milestone,
  classifier,
}: {
  readonly milestone: Milestone;
  readonly classifier: Classifier;
}): boolean {
  return classifier === "actual" || (classifier === "planned" && APPOINTMENTS.has(milestone));
}
