import { z } from "zod";
import type { Transaction } from "@/db/client";
import {
  mayWriteToOdoo,
  type ShipmentDelivery,
  selectShipmentDeliveries,
} from "@/db/queries/flows/odoo-deliveries";
import { readTimelines } from "@/db/queries/pipeline/shipments";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import { selectEventTraces } from "@/db/queries/trace/select-event-traces";
import { MILESTONES } from "@/lib/domain/event/milestone";
import { STATUS_TO_ODOO } from "@/lib/domain/flow/definitions/status-to-odoo";
import { type StepOutcome, wakeKey } from "@/lib/domain/flow/step-outcome";
import { effectiveEvents, isOfOrderSystem } from "@/lib/domain/shipment/effective-events";
import { foldCounting } from "@/lib/domain/shipment/fold";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import type { CommandInput } from "@/lib/usecases/commands/command-input";
import { commandStep } from "../engine/command-step";
import type { FlowImplementation, StepContext, StepHandler } from "../engine/flow-implementation";
import { startRun } from "../engine/start-run";
import { flowSettings } from "../flow-settings";
import { proofText, statusText } from "./status-text";

const payload = z.strictObject({ shipmentId: z.uuid(), identity: z.string().max(200) });
type Payload = z.output<typeof payload>;

const DAY_MS = 24 * 3_600_000;
/** What is told later than this is history: the back office has moved on. */
const TELL_WITHIN_MS = 14 * DAY_MS;

const payloadOf = ({ run }: StepContext): Payload => run.payload as unknown as Payload;

interface Story {
  readonly event: TimelineEvent;
  readonly carrierNumber: string | null;
  readonly deliveries: readonly ShipmentDelivery[];
}

/** The event as it counts now; null when it was taken back. */
async function storyOf(step: StepContext): Promise<Story | null> {
  const { shipmentId, identity } = payloadOf(step);
  const { companyId } = step.run;
  const timeline = (await readTimelines(step.tx, companyId, [shipmentId])).get(shipmentId) ?? [];
  const effective = effectiveEvents(timeline);
  const event = effective.counting.find((one) => one.identity === identity);
  if (!event) return null;
  const deliveries = await selectShipmentDeliveries(step.tx, companyId, shipmentId);
  return { event, deliveries, carrierNumber: foldCounting(timeline, effective).carrierReference };
}

const findDelivery: StepHandler = async (step) => {
  const story = await storyOf(step);
  if (!story) return { kind: "done", note: "The event was taken back. Nothing was told." };
  if (story.deliveries.length > 0)
    return { kind: "next", note: story.deliveries.map(({ name }) => name).join(", "), data: { at: 0 } };
  const { waitDays } = await flowSettings(step.tx, step.run.companyId, "status_to_odoo");
  const untilAt = step.run.startedAt.getTime() + waitDays * DAY_MS;
  if (step.now().getTime() >= untilAt)
    return { kind: "done", note: `No delivery in Odoo came to it within ${waitDays} days.` };
  const keys = [wakeKey.shipment(payloadOf(step).shipmentId)];
  return { kind: "wait", reason: "No delivery in Odoo belongs to this shipment yet.", keys, untilAt };
};

/** One delivery after the other through the same step; `data.at` says which is next. */
function forEachDelivery(
  commandOf: (
    story: Story,
    delivery: ShipmentDelivery,
  ) => Omit<CommandInput, "connectionId" | "shipmentId"> | null,
  nothing: string,
): StepHandler {
  return async (step): Promise<StepOutcome> => {
    const story = await storyOf(step);
    if (!story) return { kind: "done", note: "The event was taken back. Nothing more was told." };
    const at = Number(step.run.data.at ?? 0);
    const delivery = story.deliveries[at];
    if (!delivery)
      return { kind: "next", note: at === 0 ? nothing : "All deliveries have it.", data: { at: 0 } };
    const again = { kind: "next", to: step.run.step, data: { at: at + 1 } } as const;
    const command = commandOf(story, delivery);
    if (!command) return { ...again, note: `${delivery.name}: ${nothing}` };
    const { connectionId } = delivery;
    const input = { ...command, connectionId, shipmentId: payloadOf(step).shipmentId } as CommandInput;
    return commandStep(step, input, () => ({ ...again, note: `${delivery.name} has it in Odoo.` }));
  };
}

const note = forEachDelivery(({ event, carrierNumber }, { pickingId, odooCompanyId, name }) => {
  const content = { companyId: odooCompanyId, pickingId, text: statusText(event, carrierNumber) };
  return { kind: "status_note", payload: content, businessKey: [name, event.identity] };
}, "Nothing to note.");

const tracking = forEachDelivery(({ carrierNumber }, delivery) => {
  const { name, pickingId, odooCompanyId, trackingReference } = delivery;
  if (carrierNumber === null || trackingReference?.includes(carrierNumber)) return null;
  const content = { companyId: odooCompanyId, pickingId, trackingReference: carrierNumber };
  return { kind: "tracking_reference", payload: content, businessKey: [name, carrierNumber] };
}, "The carrier's number is there already, or not known.");

const proof = forEachDelivery(({ event, carrierNumber }, { pickingId, odooCompanyId, name }) => {
  if (event.milestone !== "pod_received") return null;
  const content = {
    companyId: odooCompanyId,
    pickingId,
    fileName: `proof-of-delivery-${(carrierNumber ?? name).replaceAll(/[^\w.-]+/g, "-")}.txt`,
    mimeType: "text/plain",
    contentBase64: Buffer.from(proofText(event, carrierNumber), "utf8").toString("base64"),
  };
  return { kind: "pod_attachment", payload: content, businessKey: [name, event.identity] };
}, "No proof of delivery to attach.");

/** A run for each chosen milestone that anyone but Odoo told of these shipments. */
async function start(
  tx: Transaction,
  companyId: number,
  shipmentIds: readonly string[],
  now: () => Date,
): Promise<void> {
  const { enabled, milestones } = await flowSettings(tx, companyId, "status_to_odoo");
  if (!enabled || !(await mayWriteToOdoo(tx, companyId))) return;
  const timelines = await readTimelines(tx, companyId, shipmentIds);
  const rows = await selectBoardRows(tx, companyId, shipmentIds);
  const traces = await selectEventTraces(tx, companyId, shipmentIds);
  const actor = { kind: "system" as const, job: "flow status to Odoo", companyId };
  for (const { id: shipmentId, number, view } of rows) {
    const { counting } = effectiveEvents(timelines.get(shipmentId) ?? []);
    for (const event of counting) {
      const isChosen = event.classifier === "actual" && milestones.includes(event.milestone);
      if (!isChosen || isOfOrderSystem(event) || now().getTime() - event.receivedAt > TELL_WITHIN_MS)
        continue;
      const traceId = traces.get(event.identity);
      await startRun(tx, { actor, now }, STATUS_TO_ODOO, {
        businessKey: `${shipmentId} ${event.identity}`,
        subject: {
          kind: "shipment",
          id: shipmentId,
          label: `${number}, ${event.milestone.replaceAll("_", " ")}`,
        },
        shipmentId,
        ...(view.customer ? { customer: view.customer.name } : {}),
        payload: { shipmentId, identity: event.identity },
        ...(traceId ? { traceId } : {}),
      });
    }
  }
}

export const statusToOdoo: FlowImplementation = {
  definition: STATUS_TO_ODOO,
  payload,
  startsOn: MILESTONES,
  start,
  steps: { find_delivery: findDelivery, note, tracking, proof },
};
