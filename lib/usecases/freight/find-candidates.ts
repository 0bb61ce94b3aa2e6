import type { Executor } from "@/db/client";
import { selectAccruals } from "@/db/queries/freight/accruals";
import { selectSettled, selectShipmentsNamed } from "@/db/queries/freight/read-bill";
import type { CarrierInvoice } from "@/lib/domain/freight/carrier-invoice";
import type { MatchCandidate } from "@/lib/domain/freight/match";
import { normaliseReference, type ReferenceType } from "@/lib/domain/reference/reference";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";
import { readFreightFacts } from "./read-freight-facts";

/** Shipments that share any number with a bill, as the rules of matching look at them. */
export async function findCandidates(
  db: Executor,
  companyId: number,
  invoice: CarrierInvoice,
  zone: string,
): Promise<MatchCandidate[]> {
  const lookups = [...new Set(invoice.references.map(({ value }) => normaliseReference(value)))].filter(
    Boolean,
  );
  const named = groupBy(await selectShipmentsNamed(db, companyId, lookups), ({ shipmentId }) => shipmentId);
  const ids = [...named.keys()];
  const freight = await readFreightFacts(db, companyId, ids, zone);
  const accruals = await selectAccruals(db, companyId, ids);
  const settled = await selectSettled(db, companyId, ids, invoice.id);
  return [...freight].map(([shipmentId, { facts, view }]) => ({
    shipmentId,
    label: facts.label,
    references: (named.get(shipmentId) ?? []).map(({ type, value }) => ({
      type: type as ReferenceType,
      value,
    })),
    carrier: facts.carrier,
    status: view.status,
    currency: accruals.find((one) => one.shipmentId === shipmentId)?.currency ?? null,
    billTo: null,
    terms: null,
    settledBy:
      settled.find((one) => one.shipmentId === shipmentId && one.correction === null)?.number ?? null,
    ...{ origin: facts.origin, destination: facts.destination },
    ...{ shippedOn: facts.shippedOn, weight: facts.weight },
  }));
}
