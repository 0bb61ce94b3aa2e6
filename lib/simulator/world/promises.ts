import type { DemoPromise } from "@/lib/usecases/demo/ensure-policies";

/** What the made-up company has agreed beyond what it promises everyone. */
export const PROMISES: readonly DemoPromise[] = [
  {
    kind: "pod",
    scope: { customer: "Brightwater Foods" },
    name: "Brightwater: proof of delivery within 12 h",
    budgetMinutes: 720,
    atRiskMinutes: 120,
    reason: "Key account: their invoice needs the proof on the same day",
  },
  {
    kind: "delivery",
    scope: { customer: "Silverbrook Pharma" },
    name: "Silverbrook: delivery within 30 min of the appointment",
    budgetMinutes: 30,
    atRiskMinutes: 60,
    reason: "Their docks hold a door for half an hour",
  },
  {
    kind: "tender_reply",
    scope: { carrier: "BHQX" },
    name: "BHQX: tender answered within 15 min",
    budgetMinutes: 15,
    atRiskMinutes: 5,
    reason: "Contract of this year, routing guide",
  },
];
