import type { Transaction } from "@/db/client";
import type { Milestone } from "@/lib/domain/event/milestone";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { TELL_CUSTOMER } from "@/lib/domain/flow/definitions/tell-customer";
import { startRun } from "../engine/start-run";
import { flowSettings } from "../flow-settings";

export interface Telling {
  readonly shipmentId: string;
  readonly number: string;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly milestone: Milestone;
}

/** Follows what was just put in the outbox, in the same transaction: one run a shipment and milestone, whatever is said of it again. */
export async function startTelling(
  tx: Transaction,
  companyId: number,
  tellings: readonly Telling[],
  now: () => Date,
): Promise<void> {
  if (tellings.length === 0) return;
  const { enabled, milestones } = await flowSettings(tx, companyId, "tell_customer");
  if (!enabled) return;
  const actor = { kind: "system" as const, job: "flow tell the customer", companyId };
  for (const { shipmentId, number, customer, carrier, milestone } of tellings) {
    if (!milestones.includes(milestone)) continue;
    await startRun(tx, { actor, now }, TELL_CUSTOMER, {
      businessKey: `${shipmentId} ${milestone}`,
      subject: {
        kind: "shipment",
        id: shipmentId,
        label: `${number}, ${MILESTONE_RULES[milestone].label.toLowerCase()}`,
      },
      ...{ shipmentId, payload: { shipmentId, milestone } },
      ...(customer ? { customer } : {}),
      ...(carrier ? { carrier } : {}),
    });
  }
}
