import { selectBlockingExceptions } from "@/db/queries/flows/blocking-exceptions";
import type { BillingBlocker } from "@/lib/domain/billing/unbilled";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import type { Blocker } from "@/lib/domain/flow/blocker";
import { type StepOutcome, wakeKey } from "@/lib/domain/flow/step-outcome";
import type { StepContext, StepHandler } from "../engine/flow-implementation";
import { flowSettings } from "../flow-settings";
import { lookAtOrder, type OrderLook, payloadOf } from "./look-at-order";

const DAY_MS = 24 * 3_600_000;
/** What no event announces (a term changed, an exception closed, a price entered in Odoo) is looked for this often. */
export const LOOK_AGAIN_MS = 60_000;

const DAMAGE: readonly ExceptionKind[] = ["damaged", "short", "refused", "lost"];
const BLOCKING: readonly ExceptionKind[] = [...DAMAGE, "conflicting_sources"];

/** A look at the order that ends the run where there is nothing left to bill. */
function whileOpen(look: (step: StepContext, order: OrderLook) => Promise<StepOutcome>): StepHandler {
  return async (step) => {
    const order = await lookAtOrder(step);
    if (!order) return wait(step, null, "The order is not read from Odoo yet.");
    if (!order.delivered)
      return { kind: "done", note: `Nothing of ${payloadOf(step).pickingName} is left to bill.` };
    return look(step, order);
  };
}

function wait(step: StepContext, order: OrderLook | null, reason: string): StepOutcome {
  return { kind: "wait", reason, keys: keysOf(order), untilAt: step.now().getTime() + LOOK_AGAIN_MS };
}

function hold(step: StepContext, order: OrderLook, blocker: Blocker, reason: string): StepOutcome {
  return {
    kind: "hold",
    blocker,
    reason,
    keys: keysOf(order),
    untilAt: step.now().getTime() + LOOK_AGAIN_MS,
  };
}

const keysOf = (order: OrderLook | null) => order?.shipmentIds.map(wakeKey.shipment) ?? [];

/** Waited for as long as the settings say, then held so that a person sees it. */
async function awaited(
  step: StepContext,
  order: OrderLook,
  blocker: Blocker,
  reason: string,
): Promise<StepOutcome> {
  const { waitDays } = await flowSettings(step.tx, step.run.companyId, "bill_on_delivery");
  const isLong = step.now().getTime() - step.run.startedAt.getTime() > waitDays * DAY_MS;
  return isLong
    ? hold(step, order, blocker, `${reason} For ${waitDays} days now.`)
    : wait(step, order, reason);
}

const isBlocked = ({ delivered }: OrderLook, blocker: BillingBlocker) =>
  delivered?.blockers.includes(blocker) ?? false;
const next = (note: string): StepOutcome => ({ kind: "next", note });

export const delivered = whileOpen(async (_step, { order, delivered: row }) =>
  next(`${row?.deliveries.map(({ name }) => name).join(", ")} of ${order.name} is delivered and not billed.`),
);

export const proof = whileOpen(async (step, order) => {
  if (!isBlocked(order, "no_pod"))
    return next(
      order.terms.requiresPod ? "The proof of delivery is in." : "This customer pays without proof.",
    );
  return awaited(step, order, "no_pod", "The customer pays against proof of delivery, and none is in.");
});

export const accessorials = whileOpen(async (step, order) =>
  isBlocked(order, "accessorial_pending")
    ? hold(step, order, "accessorial_pending", "The carrier claimed an accessorial nobody has decided on.")
    : next("No accessorial is open."),
);

export const exceptions = whileOpen(async (step, order) => {
  const [first, ...others] = await selectBlockingExceptions(
    step.tx,
    step.run.companyId,
    order.shipmentIds,
    BLOCKING,
  );
  if (!first) return next("No exception stands against it.");
  const more = others.length > 0 ? `, and ${others.length} more` : "";
  const reason = `${first.shipmentNumber}: ${EXCEPTION_RULES[first.kind].label.toLowerCase()}, ${first.summary}${more}.`;
  const held = hold(step, order, DAMAGE.includes(first.kind) ? "damaged" : "open_exception", reason);
  return { ...held, data: { exceptionId: first.id } } as StepOutcome;
});

export const references = whileOpen(async (step, order) => {
  if (!isBlocked(order, "reference_missing")) return next("Every number the customer demands is known.");
  const demanded = order.terms.references.map((kind) => kind.replaceAll("_", " ")).join(", ");
  return awaited(
    step,
    order,
    "reference_missing",
    `The customer demands on the invoice: ${demanded}. One is missing.`,
  );
});

export const terms = whileOpen(async (step, order) => {
  const { delivered: row, terms: own } = order;
  if (isBlocked(order, "customer_hold")) {
    const until = own.hold?.untilAt ? ` until ${own.hold.untilAt.slice(0, 10)}` : "";
    return hold(step, order, "customer_hold", `Held for the customer${until}: ${own.hold?.reason}`);
  }
  if (row?.standing === "consolidated") return wait(step, order, "Waits for the customer's cut-off day.");
  if (isBlocked(order, "rate_missing"))
    return hold(step, order, "rate_missing", "A line that was delivered has no price on the order.");
  return next("Nothing in the customer's terms stands against it.");
});
