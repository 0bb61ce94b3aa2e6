import type { ClockKind, ClockPolicy } from "./clock-policy";

const HOUR = 60;
const DAY = 24 * HOUR;
/** Eight working hours. */
const WORKING_DAY = 8 * HOUR;

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
