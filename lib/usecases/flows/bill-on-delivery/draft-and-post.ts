import { mirroredRecords } from "@/db/queries/odoo/bundle-records";
import { readTimelines } from "@/db/queries/pipeline/shipments";
import { type OdooValues, textOf } from "@/lib/connectors/odoo/record-values";
import { type StepOutcome, wakeKey } from "@/lib/domain/flow/step-outcome";
import { moneyText as text } from "@/lib/domain/money/decimal";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { askOnce } from "../engine/approval-step";
import { commandStep } from "../engine/command-step";
import type { StepContext, StepHandler } from "../engine/flow-implementation";
import { flowSettings } from "../flow-settings";
import { LOOK_AGAIN_MS } from "./before-draft";
import { lookAtOrder, type OrderLook, payloadOf } from "./look-at-order";

const ORDER_GONE: StepOutcome = {
  kind: "failure",
  failureClass: "missing_reference",
  message:
    "Odoo has no such order any more. What was written to Odoo stays there; retry when the order is back, or cancel.",
};
const SOON_MS = 5_000;
const DAY_MS = 24 * 3_600_000;

interface Drafted {
  readonly invoiceId: number;
  readonly invoiceName: string;
  readonly amountMinor: number;
  readonly currency: string;
}

const draftedOf = ({ run }: StepContext): Drafted => run.data as unknown as Drafted;

/** What it shall bill is kept first: the draft is compared with it. */
export const draft: StepHandler = async (step) => {
  const look = await lookAtOrder(step);
  const known = step.run.data as Partial<Drafted>;
  if (!look) return ORDER_GONE;
  const expected = known.amountMinor === undefined ? look.delivered : known;
  if (!expected) return { kind: "done", note: `Nothing of ${payloadOf(step).pickingName} is left to bill.` };
  const { amountMinor, currency } = expected;
  const { connectionId, saleOrderId, pickingName } = payloadOf(step);
  const input = {
    kind: "draft_customer_invoice" as const,
    connectionId,
    businessKey: [look.order.name, pickingName],
    payload: { companyId: look.odooCompanyId, saleOrderId },
    ...(step.run.shipmentId ? { shipmentId: step.run.shipmentId } : {}),
  };
  const outcome = await commandStep(step, input, ({ id, name }) => ({
    kind: "next",
    note: `Draft ${name && name !== "/" ? name : `invoice ${id}`} is in Odoo.`,
    data: { invoiceId: id },
  }));
  const base = "data" in outcome ? outcome.data : {};
  return { ...outcome, data: { amountMinor, currency, ...base } } as StepOutcome;
};

async function invoiceOf(step: StepContext): Promise<OdooValues | null> {
  const { connectionId } = payloadOf(step);
  const owner = { companyId: step.run.companyId, connectionId };
  const [record] = await mirroredRecords(
    step.tx,
    owner,
    new Map([["account.move", [draftedOf(step).invoiceId]]]),
  );
  return record && !record.deleted ? record.values : null;
}

export const againstOrder: StepHandler = async (step) => {
  const look = await lookAtOrder(step);
  const invoice = await invoiceOf(step);
  const soon = step.now().getTime() + SOON_MS;
  if (!look || !invoice)
    return { kind: "wait", reason: "The draft is not read back from Odoo yet.", keys: [], untilAt: soon };
  if (textOf(invoice, "state") === "posted") return { kind: "next", note: "A person posted it.", to: "told" };
  const { amountMinor, currency, invoiceId } = draftedOf(step);
  const found = look.drafts.find(({ moveIds }) => moveIds.includes(invoiceId));
  if (!found)
    return {
      kind: "wait",
      reason: "The draft's lines are not read back from Odoo yet.",
      keys: [],
      untilAt: soon,
    };
  if (found.currency === currency && found.amountMinor === amountMinor)
    return { kind: "next", note: `The draft is ${text(amountMinor, currency)}, as the order says.` };
  return {
    kind: "hold",
    blocker: "order_differs",
    reason: `The draft is ${text(found.amountMinor, found.currency)}, the order has ${text(amountMinor, currency)} delivered and not billed.`,
    keys: [],
    untilAt: step.now().getTime() + LOOK_AGAIN_MS,
  };
};

export const approve: StepHandler = async (step) => {
  const settings = await flowSettings(step.tx, step.run.companyId, "bill_on_delivery");
  if (!settings.posts) return { kind: "done", note: "The draft is left for a person to post in Odoo." };
  const { amountMinor, currency } = draftedOf(step);
  const limit = settings.approveAboveMinor[currency];
  const isOver = limit !== undefined && amountMinor > limit;
  if (!settings.approvesAll && !isOver) return { kind: "next", note: "Within what needs no approval." };
  const look = await lookAtOrder(step);
  if (!look) return ORDER_GONE;
  const ask = askOnce(step, {
    question: `Post the invoice of ${look.order.name} for ${text(amountMinor, currency)}?`,
    permission: "approval.bill",
    requestedById: step.run.startedById,
    fourEyes: isOver,
    amount: { amountMinor, currency },
    evidence: evidenceOf(look),
  });
  return ask ?? { kind: "next", note: `${step.approval?.decidedBy} approved.` };
};

function evidenceOf({ order, delivered, terms }: OrderLook) {
  const deliveries =
    delivered?.deliveries ??
    order.deliveries.map(({ name, shipment }) => ({
      name,
      shipmentNumber: shipment?.number ?? null,
      deliveredAt: null,
      podAt: null,
    }));
  return [
    { label: "Customer", value: order.customer ?? "not named" },
    ...deliveries.slice(0, 20).map(({ name, shipmentNumber, deliveredAt, podAt }) => ({
      label: name,
      value:
        [deliveredAt && `delivered ${deliveredAt.slice(0, 16).replace("T", " ")} UTC`, podAt && "proof in"]
          .filter(Boolean)
          .join(", ") || "delivered",
      ...(shipmentNumber ? { href: `/shipments/${shipmentNumber}` } : {}),
    })),
    { label: "Pays against proof", value: terms.requiresPod ? "yes" : "no" },
  ];
}

export const post: StepHandler = async (step) => {
  const look = await lookAtOrder(step);
  const { connectionId } = payloadOf(step);
  const { invoiceId } = draftedOf(step);
  if (!look) return ORDER_GONE;
  const day = (step.run.data.invoiceDate as string | undefined) ?? dayIn(look.zone, step.now().getTime());
  const input = {
    kind: "post_customer_invoice" as const,
    connectionId,
    businessKey: [`${connectionId} ${invoiceId}`],
    payload: { companyId: look.odooCompanyId, invoiceId, invoiceDate: day },
    ...(step.run.shipmentId ? { shipmentId: step.run.shipmentId } : {}),
  };
  const outcome = await commandStep(step, input, ({ name }) => ({
    kind: "next",
    note: `${name ?? "The invoice"} is posted.`,
    data: { invoiceName: name, postedAt: step.now().getTime() },
  }));
  const base = "data" in outcome ? outcome.data : {};
  return { ...outcome, data: { invoiceDate: day, ...base } } as StepOutcome;
};

/** Odoo's own word, read back, is what counts: until then the invoice is posted only as far as we know. */
export const told: StepHandler = async (step) => {
  const { shipmentId, companyId } = step.run;
  if (shipmentId === null) return { kind: "next", note: "No shipment to tell." };
  const timeline = (await readTimelines(step.tx, companyId, [shipmentId])).get(shipmentId) ?? [];
  const isTold = effectiveEvents(timeline).counting.some(({ milestone }) => milestone === "invoice_posted");
  if (isTold)
    return { kind: "next", note: `${draftedOf(step).invoiceName ?? "The invoice"} is on the timeline.` };
  if (step.now().getTime() - Number(step.run.data.postedAt ?? step.run.startedAt.getTime()) > DAY_MS)
    return {
      kind: "failure",
      failureClass: "timeout",
      message:
        "Odoo has not said for a day that the invoice is posted. The invoice stays as it is; see whether Odoo is being read.",
    };
  const untilAt = step.now().getTime() + LOOK_AGAIN_MS;
  return {
    kind: "wait",
    reason: "Odoo's word about the invoice is not read yet.",
    keys: [wakeKey.shipment(shipmentId)],
    untilAt,
  };
};

/** Odoo keeps the draft: nothing of ours may delete documents. */
export const noteDraft: StepHandler = async (step) => {
  const { invoiceId, invoiceName } = draftedOf(step);
  const look = await lookAtOrder(step);
  if (invoiceId === undefined || !look) return { kind: "next", note: "There is no draft." };
  const invoice = await invoiceOf(step);
  if (invoiceName !== undefined || (invoice && textOf(invoice, "state") === "posted"))
    return { kind: "next", note: "The invoice is posted: only a credit note takes it back." };
  const { connectionId, pickingId, pickingName } = payloadOf(step);
  const words = `The billing of ${pickingName} was cancelled in Milepost: ${step.run.reason ?? "no reason given"}. Draft invoice ${invoiceId} of ${look.order.name} is not wanted; please delete it.`;
  const input = {
    kind: "status_note" as const,
    connectionId,
    businessKey: [pickingName, `draft ${invoiceId} not wanted`],
    payload: { companyId: look.odooCompanyId, pickingId, text: words },
  };
  return commandStep(step, input, () => ({
    kind: "next",
    note: "The delivery in Odoo says that the draft is not wanted.",
  }));
};
