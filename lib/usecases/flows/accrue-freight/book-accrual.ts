import { type AccrualRow, selectAccruals, updateAccrual } from "@/db/queries/freight/accruals";
import { markInvoicesOfShipments } from "@/db/queries/freight/marks";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { StepOutcome } from "@/lib/domain/flow/step-outcome";
import { CHARGE_RULES } from "@/lib/domain/freight/charge";
import { decimalOfMinor, moneyText } from "@/lib/domain/money/decimal";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { askOnce } from "../engine/approval-step";
import { commandStep } from "../engine/command-step";
import type { StepContext, StepHandler } from "../engine/flow-implementation";
import { flowSettings } from "../flow-settings";
import { shipmentOf } from "./expected-charge";

const GONE = {
  kind: "failure",
  failureClass: "missing_reference",
  message: "What was expected is not kept any more. Start it again.",
} as const satisfies StepOutcome;

async function ownAccrual(step: StepContext): Promise<AccrualRow | undefined> {
  const all = await selectAccruals(step.tx, step.run.companyId, [shipmentOf(step)]);
  return all.find(({ id }) => id === step.run.id);
}

export const approve: StepHandler = async (step) => {
  const accrual = await ownAccrual(step);
  if (!accrual) return GONE;
  const { totalMinor: amountMinor, currency, carrier, charges } = accrual;
  const { approveAboveMinor } = await flowSettings(step.tx, step.run.companyId, "accrue_freight");
  const limit = approveAboveMinor[currency];
  if (limit === undefined || Math.abs(amountMinor) <= limit)
    return { kind: "next", note: "Within what needs no approval." };
  const ask = askOnce(step, {
    question: `Accrue ${moneyText(amountMinor, currency)} of ${carrier} for ${step.run.subjectLabel}?`,
    permission: "freight.decide",
    requestedById: step.run.startedById,
    fourEyes: false,
    amount: { amountMinor, currency },
    evidence: charges.map((charge) => ({
      label: CHARGE_RULES[charge.kind].label,
      value: `${moneyText(charge.amountMinor, currency)}: ${charge.words.join("; ")}`,
    })),
  });
  return ask ?? { kind: "next", note: `${step.approval?.decidedBy} approved.` };
};

export const book: StepHandler = async (step) => {
  const accrual = await ownAccrual(step);
  if (!accrual) return GONE;
  const settings = await flowSettings(step.tx, step.run.companyId, "accrue_freight");
  const zone = await selectCompanyZone(step.tx, step.run.companyId);
  const { entryDate, partnerId } = step.run.data as { entryDate?: string; partnerId: number };
  const date = entryDate ?? dayIn(zone, step.now().getTime());
  const reference = `Freight ${step.run.subjectLabel} ${accrual.carrier}`;
  const line = (name: string, accountCode: string, debitMinor: number) => ({
    ...{ name, accountCode, partnerId },
    debit: decimalOfMinor(Math.max(0, debitMinor), accrual.currency),
    credit: decimalOfMinor(Math.max(0, -debitMinor), accrual.currency),
  });
  const input = {
    kind: "accrual_entry" as const,
    connectionId: accrual.connectionId,
    businessKey: [accrual.shipmentId, accrual.id],
    payload: {
      ...{ companyId: accrual.odooCompanyId, journalCode: settings.journalCode, date, reference },
      lines: [
        ...accrual.charges.map(({ kind, amountMinor }) =>
          line(`${CHARGE_RULES[kind].label}, ${reference}`, settings.expenseAccount, amountMinor),
        ),
        line(reference, settings.accrualAccount, -accrual.totalMinor),
      ],
    },
    shipmentId: accrual.shipmentId,
  };
  const outcome = await commandStep(step, input, ({ id, name }) => ({
    kind: "next",
    note: `${name ?? `Entry ${id}`} over ${moneyText(accrual.totalMinor, accrual.currency)} is in Odoo.`,
    data: { entryId: id, entryName: name },
  }));
  const base = "data" in outcome ? outcome.data : {};
  return { ...outcome, data: { entryDate: date, ...base } } as StepOutcome;
};

export const kept: StepHandler = async (step) => {
  const { companyId, id } = step.run;
  const { entryId, entryName } = step.run.data as { entryId: number; entryName: string | null };
  const booked = {
    state: "booked",
    bookedAt: step.now(),
    odooEntryId: entryId,
    odooEntryName: entryName,
  } as const;
  await updateAccrual(step.tx, companyId, id, booked);
  await markInvoicesOfShipments(step.tx, companyId, [shipmentOf(step)], step.now());
  return { kind: "done", note: `${entryName ?? "The entry"} is held against the carrier's bill.` };
};

/** Cancelled after it was booked: the entry is reversed, unless a bill has done so. */
export const takeBack: StepHandler = async (step) => {
  const accrual = await ownAccrual(step);
  const { entryId, cancelDate } = step.run.data as { entryId?: number; cancelDate?: string };
  if (!accrual || accrual.state === "reversed")
    return { kind: "next", note: "There is nothing to take back." };
  const { companyId, id } = step.run;
  const cancelled = { state: "cancelled", reversedAt: step.now() } as const;
  if (entryId === undefined) {
    await updateAccrual(step.tx, companyId, id, cancelled);
    return { kind: "next", note: "Nothing of it is in Odoo." };
  }
  const zone = await selectCompanyZone(step.tx, companyId);
  const date = cancelDate ?? dayIn(zone, step.now().getTime());
  const input = {
    kind: "accrual_reversal" as const,
    connectionId: accrual.connectionId,
    businessKey: [`${accrual.connectionId} ${entryId}`],
    payload: { companyId: accrual.odooCompanyId, entryId, date, reason: "cancelled in Milepost" },
    shipmentId: accrual.shipmentId,
  };
  const outcome = await commandStep(step, input, () => ({ kind: "next", note: "The entry is taken back." }));
  if (outcome.kind === "next") await updateAccrual(step.tx, companyId, id, cancelled);
  const base = "data" in outcome ? outcome.data : {};
  return { ...outcome, data: { cancelDate: date, ...base } } as StepOutcome;
};
