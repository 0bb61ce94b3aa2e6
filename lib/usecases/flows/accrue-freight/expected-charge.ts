import { type AccrualRow, selectAccruals, writeAccrual } from "@/db/queries/freight/accruals";
import { markInvoicesOfShipments } from "@/db/queries/freight/marks";
import { mirroredRecords } from "@/db/queries/odoo/bundle-records";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { nameOf } from "@/lib/connectors/odoo/record-values";
import type { Blocker } from "@/lib/domain/flow/blocker";
import { type StepOutcome, wakeKey } from "@/lib/domain/flow/step-outcome";
import { accrueShipment } from "@/lib/domain/freight/accrual";
import type { ExpectedCharge } from "@/lib/domain/freight/expectation";
import { selectRateCard } from "@/lib/domain/freight/price-shipment";
import { moneyText } from "@/lib/domain/money/decimal";
import { carrierTerms } from "@/lib/usecases/freight/carrier-terms";
import { contractsOf } from "@/lib/usecases/freight/contracts-of";
import { readFreightFacts } from "@/lib/usecases/freight/read-freight-facts";
import type { StepContext, StepHandler } from "../engine/flow-implementation";
import { flowSettings } from "../flow-settings";

/** What no event announces (a contract activated, an account set) is looked for this often. */
const LOOK_AGAIN_MS = 5 * 60_000;

export const shipmentOf = ({ run }: StepContext): string =>
  (run.payload as unknown as { readonly shipmentId: string }).shipmentId;

function hold(step: StepContext, blocker: Blocker, reason: string): StepOutcome {
  const keys = [wakeKey.shipment(shipmentOf(step))];
  return { kind: "hold", blocker, reason, keys, untilAt: step.now().getTime() + LOOK_AGAIN_MS };
}

interface Priced {
  readonly currency: string;
  readonly carrier: string;
  readonly charges: readonly ExpectedCharge[];
}

/** What the shipment costs by contract and timeline; a sentence where that can't be said: never zero in its place. */
async function price(step: StepContext): Promise<Priced | string> {
  const { companyId } = step.run;
  const shipmentId = shipmentOf(step);
  const zone = await selectCompanyZone(step.tx, companyId);
  const facts = (await readFreightFacts(step.tx, companyId, [shipmentId], zone)).get(shipmentId)?.facts;
  if (!facts?.carrier) return "Nobody said which carrier moves it.";
  if (facts.shippedOn === null)
    return "No ship date is known, and the ship date decides which contract holds.";
  const { cards, fuelPrices } = await contractsOf(step.tx, companyId, facts.carrier);
  const card = selectRateCard(cards, { kind: "carrier", name: facts.carrier }, facts.shippedOn);
  if (!card) return `No contract of ${facts.carrier} is active that holds on ${facts.shippedOn}.`;
  const { currency, charges, missing } = accrueShipment(facts, card, fuelPrices);
  if (missing.length > 0)
    return `Not all of it has a rate: ${missing.map(({ kind, reason }) => `${kind.replaceAll("_", " ")}, ${reason}`).join("; ")}.`;
  return { currency, carrier: facts.carrier, charges };
}

/** What is expected beyond what was accrued before, by kind of charge. Both in one currency. */
function beyond(charges: readonly ExpectedCharge[], before: readonly AccrualRow[]): ExpectedCharge[] {
  const accrued = before.flatMap((one) => one.charges);
  const kinds = [...new Set([...charges, ...accrued].map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const own = charges.filter((charge) => charge.kind === kind);
    const sum = (all: readonly ExpectedCharge[]) =>
      all.reduce((total, one) => (one.kind === kind ? total + one.amountMinor : total), 0);
    const amountMinor = sum(charges) - sum(accrued);
    const known = own[0] ?? accrued.find((charge) => charge.kind === kind);
    return amountMinor === 0 || !known ? [] : [{ ...known, amountMinor }];
  });
}

export const expected: StepHandler = async (step) => {
  const { companyId, id } = step.run;
  const shipmentId = shipmentOf(step);
  const priced = await price(step);
  if (typeof priced === "string") return hold(step, "rate_missing", priced);
  const { currency, carrier } = priced;
  const before = (await selectAccruals(step.tx, companyId, [shipmentId])).filter((one) => one.id !== id);
  if (before.some(({ state }) => state === "reversed"))
    return { kind: "done", note: "Its bill is in: nothing more is accrued." };
  if (before.some((one) => one.currency !== currency))
    return hold(step, "rate_missing", "What was accrued before is in another currency. Reverse it first.");
  const charges = beyond(priced.charges, before);
  if (charges.length === 0) return { kind: "done", note: "All of it is accrued already." };
  const { odoo } = await carrierTerms(step.tx, companyId, carrier);
  const settings = await flowSettings(step.tx, companyId, "accrue_freight");
  if (!odoo) return hold(step, "not_set_up", `Nobody has said which vendor in Odoo ${carrier} is.`);
  if (!settings.journalCode || !settings.expenseAccount || !settings.accrualAccount)
    return hold(step, "not_set_up", "The journal and the accounts for accruals are not set.");
  const books = await bookCurrency(step, odoo);
  if (books !== currency)
    return hold(
      step,
      "not_set_up",
      books === null
        ? "The currency of the company in Odoo is not read yet."
        : `The contract is in ${currency}, Odoo keeps its books in ${books}: book this accrual by hand.`,
    );
  const totalMinor = charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  await writeAccrual(step.tx, {
    ...{ companyId, id, shipmentId, carrier, state: "expected", currency, totalMinor, charges },
    ...{ connectionId: odoo.connectionId, odooCompanyId: odoo.companyId, expectedAt: step.now() },
  });
  await markInvoicesOfShipments(step.tx, companyId, [shipmentId], step.now());
  return {
    kind: "next",
    note: `${moneyText(totalMinor, currency)} expected${before.length > 0 ? " beyond what is accrued" : ""}.`,
    data: { partnerId: odoo.partnerId },
  };
};

async function bookCurrency(
  { tx, run }: StepContext,
  odoo: { readonly connectionId: string; readonly companyId: number },
): Promise<string | null> {
  const owner = { companyId: run.companyId, connectionId: odoo.connectionId };
  const [record] = await mirroredRecords(tx, owner, new Map([["res.company", [odoo.companyId]]]));
  return record ? nameOf(record.values, "currency_id") : null;
}
