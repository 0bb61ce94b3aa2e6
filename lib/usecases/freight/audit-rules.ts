import type { Executor } from "@/db/client";
import { selectTolerances } from "@/db/queries/freight/contracts";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { AuditRules } from "@/lib/domain/freight/audit-input";
import type { CarrierInvoice } from "@/lib/domain/freight/carrier-invoice";
import type { RateCard } from "@/lib/domain/freight/rate-card";
import { seedTolerances } from "@/lib/domain/freight/tolerance";
import { flowSettings } from "@/lib/usecases/flows/flow-settings";
import { carrierTerms } from "./carrier-terms";
import { contractsOf } from "./contracts-of";

/** The currency the tolerances of domain.md are in; a company that has others keeps tolerances of its own. */
const SEED_CURRENCY = "USD";

/** How this company wants a bill judged. A carrier's own limit for a second person goes before the flow's for the currency. */
export async function auditRules(
  db: Executor,
  companyId: number,
  { carrier, total }: Pick<CarrierInvoice, "carrier" | "total">,
  tried: readonly RateCard[] = [],
): Promise<AuditRules> {
  const terms = await carrierTerms(db, companyId, carrier ?? "");
  const { approveAboveMinor } = await flowSettings(db, companyId, "settle_carrier_invoice");
  const limit = approveAboveMinor[total.currency];
  const own = await selectTolerances(db, companyId);
  return {
    ...(await contractsOf(db, companyId, carrier ?? "", tried)),
    policies: [
      ...seedTolerances(SEED_CURRENCY),
      ...own.map((policy) => ({ ...policy, effectiveAt: policy.effectiveAt.getTime() })),
    ],
    profile: { carrier: carrier ?? "", ...terms },
    ourNames: [],
    secondPersonOver:
      terms.fourEyesOver ?? (limit === undefined ? null : { amountMinor: limit, currency: total.currency }),
    zone: await selectCompanyZone(db, companyId),
  };
}
