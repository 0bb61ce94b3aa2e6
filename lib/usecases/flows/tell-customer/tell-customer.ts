import { z } from "zod";
import { type CustomerNotice, selectCustomerNotices } from "@/db/queries/flows/customer-notices";
import { MILESTONES } from "@/lib/domain/event/milestone";
import { TELL_CUSTOMER } from "@/lib/domain/flow/definitions/tell-customer";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";
import { UNWANTED_WORDS } from "@/lib/usecases/notices/unwanted-words";
import type { FlowImplementation, StepContext, StepHandler } from "../engine/flow-implementation";

const payload = z.strictObject({
  shipmentId: z.uuid(),
  milestone: z.enum(MILESTONES as [(typeof MILESTONES)[number], ...typeof MILESTONES]),
});

/** Between looks at what is not sent yet. */
const LOOK_MS = 30_000;
/** Over without having been sent, and rightly so. */
const ENDED: readonly (string | null)[] = [UNWANTED_WORDS.taken_back, UNWANTED_WORDS.contact];

function noticesOf({ tx, run }: StepContext): Promise<CustomerNotice[]> {
  const { shipmentId, milestone } = payload.parse(run.payload);
  return selectCustomerNotices(tx, { companyId: run.companyId, shipmentId, milestone });
}

const addresses = (count: number) => (count === 1 ? "1 address" : `${count} addresses`);

const written: StepHandler = async (step) => {
  const notices = await noticesOf(step);
  return notices.length === 0
    ? { kind: "done", note: "The notice is not kept any more." }
    : { kind: "next", note: `Written to ${addresses(notices.length)}.` };
};

const sent: StepHandler = async (step) => outcomeOf(await noticesOf(step), step.now());

function outcomeOf(notices: readonly CustomerNotice[], now: Date): StepOutcome {
  const untilAt = now.getTime() + LOOK_MS;
  const wanted = notices.filter(({ state, error }) => state !== "failed" || !ENDED.includes(error));
  const failed = wanted.find(({ state }) => state === "failed");
  if (failed)
    return {
      ...{ kind: "hold", blocker: "not_told", keys: [], untilAt },
      reason: `${failed.error ?? "It could not be sent."} Send it again from the notices, or tell the customer another way.`,
    };
  const late = wanted.find(({ state }) => state === "waiting");
  if (late)
    return {
      ...{ kind: "wait", keys: [], untilAt },
      reason: late.error ? `Not sent yet: ${late.error}` : "In the outbox, on its way.",
    };
  if (wanted.length > 0) return { kind: "next", note: `Sent to ${addresses(wanted.length)}.` };
  return { kind: "done", note: notices[0]?.error ?? "The notice is not kept any more." };
}

/** Started where the notice is written (`start-telling.ts`): no event starts it by itself. */
export const tellCustomer: FlowImplementation = {
  ...{ definition: TELL_CUSTOMER, payload, startsOn: [] },
  steps: { written, sent },
};
