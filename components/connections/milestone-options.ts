import { MILESTONE_RULES, MILESTONES } from "@/lib/domain/event/milestone";

/** Every milestone by the name people know it by. */
export const MILESTONE_OPTIONS = MILESTONES.filter((milestone) => milestone !== "unmapped")
  .map((milestone) => ({ value: milestone, label: MILESTONE_RULES[milestone].label }))
  .sort((a, b) => a.label.localeCompare(b.label));

export const CLASSIFIER_OPTIONS = [
  { value: "", label: "As the message says" },
  { value: "actual", label: "Actual: it happened" },
  { value: "estimated", label: "Estimated: expected" },
  { value: "planned", label: "Planned: agreed" },
  { value: "requested", label: "Requested: asked for" },
] as const;
