import { selectAccruals, updateAccrual } from "@/db/queries/freight/accruals";
import { selectFreightMatches } from "@/db/queries/freight/read-bill";
import { selectWayOut } from "@/db/queries/freight/way-out";
import { updateFreightInvoice } from "@/db/queries/freight/write-bill";
import { mirroredRecords } from "@/db/queries/odoo/bundle-records";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { textOf } from "@/lib/connectors/odoo/record-values";
import type { BillLine } from "@/lib/domain/command/command";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";
import { CHARGE_RULES } from "@/lib/domain/freight/charge";
import type { CarrierTerms } from "@/lib/domain/freight/standing";
import { decimalOfMinor, moneyText } from "@/lib/domain/money/decimal";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { carrierTerms } from "@/lib/usecases/freight/carrier-terms";
import { enqueueOutbound } from "@/lib/usecases/outbound/enqueue-outbound";
import { commandStep } from "../engine/command-step";
import type { StepContext } from "../engine/flow-implementation";
import { flowSettings } from "../flow-settings";
import { type BillLook, holdBill, waitForBill, withBill } from "./look-at-bill";

const SOON_MS = 60_000;

const termsOf = (step: StepContext, { bill }: BillLook): Promise<CarrierTerms> =>
  carrierTerms(step.tx, bill.companyId, bill.carrier);

export const bill = withBill(async (step, look) => {
  const { bill: own } = look;
  if (own.payableMinor < 0)
    return holdBill(step, "not_set_up", "It is a credit: enter it in Odoo, then set this bill aside.");
  const { odoo } = await termsOf(step, look);
  if (!odoo)
    return holdBill(
      step,
      "not_set_up",
      `Nobody has said which vendor in Odoo ${own.carrier} is. Say it under its terms.`,
    );
  const { companyId } = own;
  const settings = await flowSettings(step.tx, companyId, "settle_carrier_invoice");
  const { expenseAccount } = await flowSettings(step.tx, companyId, "accrue_freight");
  const zone = await selectCompanyZone(step.tx, companyId);
  const input = {
    kind: "vendor_bill" as const,
    connectionId: odoo.connectionId,
    businessKey: [own.carrier, own.number],
    payload: {
      companyId: odoo.companyId,
      partnerId: odoo.partnerId,
      reference: own.number,
      origin: own.pro,
      invoiceDate: own.invoice.issuedOn ?? dayIn(zone, own.receivedAt.getTime()),
      currency: own.currency,
      lines: billLines(look, expenseAccount),
      post: settings.posts,
    },
    ...(step.run.shipmentId ? { shipmentId: step.run.shipmentId } : {}),
  };
  return commandStep(step, input, ({ id, name, state }) => ({
    kind: "next",
    note: `${name && name !== "/" ? name : `Bill ${id}`} over ${moneyText(own.payableMinor, own.currency)} is in Odoo.`,
    data: { billId: id, billName: name, billState: state },
  }));
});

/** A line a charge and shipment; what was prepaid is taken off in one of its own. */
function billLines({ bill: own, lines }: BillLook, accountCode: string): BillLine[] {
  const account = accountCode === "" ? {} : { accountCode };
  const line = (name: string, amountMinor: number): BillLine => ({
    ...{ name, quantity: "1", unitPrice: decimalOfMinor(amountMinor, own.currency), ...account },
  });
  const paid = lines.filter(({ payMinor }) => payMinor !== 0);
  const shipments = new Set(paid.map(({ shipmentId }) => shipmentId));
  const many = shipments.size > 1;
  const nameOf = (shipmentId: string) => (many ? `, shipment ${[...shipments].indexOf(shipmentId) + 1}` : "");
  const rest = own.payableMinor - paid.reduce((sum, { payMinor }) => sum + payMinor, 0);
  return [
    ...paid.map(({ kind, shipmentId, payMinor }) =>
      line(`${CHARGE_RULES[kind].label}${nameOf(shipmentId)}`, payMinor),
    ),
    ...(rest === 0 ? [] : [line("Prepaid", rest)]),
  ];
}

export const posted = withBill(async (step, look) => {
  const { bill: own } = look;
  const { billId, billName, billState } = step.run.data as {
    billId?: number;
    billName?: string | null;
    billState?: string | null;
  };
  const isPosted = billState === "posted" || (await isPostedInOdoo(step, look, billId));
  if (!isPosted)
    return waitForBill(step, "The vendor bill is a draft in Odoo. A person posts it there.", SOON_MS);
  if (own.state !== "settled")
    await updateFreightInvoice(step.tx, own, {
      state: "settled",
      odooBillId: billId ?? null,
      odooBillName: billName ?? null,
    });
  return { kind: "next", note: `${billName ?? "The vendor bill"} is posted.` };
});

async function isPostedInOdoo(
  step: StepContext,
  look: BillLook,
  billId: number | undefined,
): Promise<boolean> {
  const { odoo } = await termsOf(step, look);
  if (!odoo || billId === undefined) return false;
  const owner = { companyId: look.bill.companyId, connectionId: odoo.connectionId };
  const [record] = await mirroredRecords(step.tx, owner, new Map([["account.move", [billId]]]));
  return record !== undefined && !record.deleted && textOf(record.values, "state") === "posted";
}

/** One accrual after the other; those of shipments the bill is for. */
export const reverse = withBill(async (step, { bill: own }): Promise<StepOutcome> => {
  const { companyId } = own;
  const matches = await selectFreightMatches(step.tx, companyId, own.id);
  const shipmentIds = [...new Set(matches.map(({ shipmentId }) => shipmentId))];
  const { reversed } = step.run.data as { reversed?: string };
  if (reversed)
    await updateAccrual(step.tx, companyId, reversed, {
      ...{ state: "reversed", reversedAt: step.now(), reversedByInvoice: own.id },
    });
  const accruals = await selectAccruals(step.tx, companyId, shipmentIds);
  const booked = accruals.find(({ state }) => state === "booked");
  if (!booked || booked.odooEntryId === null) {
    return accruals.some(({ state }) => state === "expected")
      ? waitForBill(step, "An accrual of its shipment is not in Odoo yet.", SOON_MS)
      : {
          kind: "next",
          note: accruals.length === 0 ? "Nothing was accrued." : "What was accrued is taken back.",
        };
  }
  const { connectionId, odooEntryId: entryId, odooCompanyId, odooEntryName, shipmentId } = booked;
  const zone = await selectCompanyZone(step.tx, companyId);
  const day = (step.run.data.reversalDate as string | undefined) ?? dayIn(zone, step.now().getTime());
  const input = {
    kind: "accrual_reversal" as const,
    connectionId,
    businessKey: [`${connectionId} ${entryId}`],
    payload: { companyId: odooCompanyId, entryId, date: day, reason: `bill ${own.carrier} ${own.number}` },
    shipmentId,
  };
  const outcome = await commandStep(step, input, () => ({
    kind: "next",
    to: "reverse",
    note: `${odooEntryName ?? `Entry ${entryId}`} is taken back.`,
    data: { reversed: booked.id },
  }));
  const base = "data" in outcome ? outcome.data : {};
  return { ...outcome, data: { reversalDate: day, ...base } } as StepOutcome;
});

export const tell = withBill(async (step, { bill: own }) => {
  if (own.disputeText === null) return { kind: "next", note: "Nothing is disputed." };
  if (!(await selectWayOut(step.tx, own.companyId, own.connectionId)))
    return {
      kind: "next",
      note: "The carrier's connection has no way out. The text is on the bill, for a person to send.",
    };
  const draft = {
    companyId: own.companyId,
    operationKey: `dispute ${own.id}`,
    kind: "dispute" as const,
    to: { connectionId: own.connectionId },
    title: `Dispute of ${own.carrier} ${own.number}`,
    body: own.disputeText,
    contentType: "text/plain; charset=utf-8",
    cause: { messageId: own.messageId, shipmentId: step.run.shipmentId },
    requestedBy: own.decidedBy ?? "flow settle carrier invoice",
  };
  await enqueueOutbound(step.tx, draft, step.now());
  return { kind: "next", note: "What is disputed is on its way to the carrier." };
});
