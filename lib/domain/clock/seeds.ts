import type { BusinessCalendar, ClockKind, ClockPolicy } from "./clock-policy";

const HOUR = 60;
const DAY = 24 * HOUR;
/** Eight working hours. */
const WORKING_DAY = 8 * HOUR;

/** A seed is version 1 of its policy; what a company changes are versions 2 and up under the same id. */
const idOf = (position: number) => `00000000-0000-8000-8000-${String(position).padStart(12, "0")}`;

export type PolicySeed = Pick<
  ClockPolicy,
  "kind" | "name" | "budgetMinutes" | "earlyMinutes" | "atRiskMinutes" | "pauses"
> & {
  /** Counted in the company's working hours. */
  readonly workingHours: boolean;
};

const seed = (
  kind: ClockKind,
  name: string,
  budgetMinutes: number,
  atRiskMinutes: number,
  more: Partial<Pick<PolicySeed, "earlyMinutes" | "pauses" | "workingHours">> = {},
): PolicySeed => ({
  kind,
  name,
  budgetMinutes,
  atRiskMinutes,
  earlyMinutes: null,
  pauses: [],
  workingHours: false,
  ...more,
});

/** The promises a new company starts with. Source: domain.md, "Clocks". */
export const POLICY_SEEDS: readonly PolicySeed[] = [
  seed("tender_reply", "Tender answered within 30 min", 30, 10),
  seed("pickup", "Pickup within the appointment, 15 min either way", 15, 30, {
    earlyMinutes: 15,
    pauses: ["customer_hold"],
  }),
  seed("tracking_silence", "Tracking never silent over 4 h", 4 * HOUR, 30, {
    pauses: ["on_hold", "customer_hold", "customs_hold"],
  }),
  seed("delivery", "Delivery within the appointment or by the promised date", 0, 30, {
    pauses: ["customer_hold", "consignee_closed"],
  }),
  seed("pod", "Proof of delivery within 24 h", DAY, 4 * HOUR),
  seed("customer_invoice", "Customer invoice within 48 h of proof of delivery", 2 * DAY, DAY, {
    pauses: ["customer_hold"],
  }),
  seed(
    "carrier_invoice_match",
    "Carrier invoice matched within 5 working days",
    5 * WORKING_DAY,
    WORKING_DAY,
    { workingHours: true },
  ),
  seed("refund", "Refund within 5 days of the return received", 5 * DAY, DAY),
  seed("acknowledgement", "Functional acknowledgement within 60 min", HOUR, 15),
];

/** Version 1 of every seed, in force since ever. `workingHours` is the company's calendar for those that count working time. */
export function seedPolicies(workingHours: BusinessCalendar): ClockPolicy[] {
  return POLICY_SEEDS.map(({ workingHours: counts, ...rest }, index) => ({
    ...rest,
    id: idOf(index + 1),
    version: 1,
    scope: {},
    calendar: counts ? workingHours : null,
    enabled: true,
    effectiveAt: 0,
  }));
}

/** Monday to Friday, eight hours: what counts as working time until a company says otherwise. */
export function defaultWorkingHours(zone: string): BusinessCalendar {
  const hours = [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 8 * HOUR, untilMinute: 16 * HOUR }));
  return { name: "working hours", zone, hours, holidays: [] };
}
