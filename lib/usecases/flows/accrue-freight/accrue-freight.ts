import { z } from "zod";
import type { Transaction } from "@/db/client";
import { mayWriteToOdoo } from "@/db/queries/flows/odoo-deliveries";
import { readTimelines } from "@/db/queries/pipeline/shipments";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import type { Milestone } from "@/lib/domain/event/milestone";
import { ACCRUE_FREIGHT } from "@/lib/domain/flow/definitions/accrue-freight";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import type { FlowImplementation } from "../engine/flow-implementation";
import { startRun } from "../engine/start-run";
import { flowSettings } from "../flow-settings";
import { approve, book, kept, takeBack } from "./book-accrual";
import { expected } from "./expected-charge";

const STARTS_ON: readonly Milestone[] = ["tender_accepted", "charge_accrued"];

/** A run for each acceptance and each confirmed charge of these shipments: it books what is not booked yet. */
async function start(
  tx: Transaction,
  companyId: number,
  shipmentIds: readonly string[],
  now: () => Date,
): Promise<void> {
  const { enabled } = await flowSettings(tx, companyId, "accrue_freight");
  if (!enabled || !(await mayWriteToOdoo(tx, companyId))) return;
  const actor = { kind: "system" as const, job: "flow accrue freight", companyId };
  const timelines = await readTimelines(tx, companyId, shipmentIds);
  for (const { id: shipmentId, number, view } of await selectBoardRows(tx, companyId, shipmentIds)) {
    const { counting } = effectiveEvents(timelines.get(shipmentId) ?? []);
    for (const { milestone, classifier, identity } of counting) {
      if (classifier !== "actual" || !STARTS_ON.includes(milestone)) continue;
      const carrier = view.carrier?.scac ?? view.carrier?.name;
      await startRun(tx, { actor, now }, ACCRUE_FREIGHT, {
        businessKey: `${shipmentId} ${identity}`,
        subject: { kind: "shipment", id: shipmentId, label: number },
        shipmentId,
        ...(view.customer ? { customer: view.customer.name } : {}),
        ...(carrier ? { carrier } : {}),
        payload: { shipmentId },
      });
    }
  }
}

export const accrueFreight: FlowImplementation = {
  definition: ACCRUE_FREIGHT,
  payload: z.strictObject({ shipmentId: z.uuid() }),
  startsOn: STARTS_ON,
  start,
  steps: { expected, approve, book, kept },
  compensations: { take_back: takeBack },
};
