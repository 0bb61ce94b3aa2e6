import type { Executor } from "@/db/client";
import { selectCarrierProfile } from "@/db/queries/freight/contracts";
import { CONTEST_DAYS_DEFAULT } from "@/lib/domain/freight/carrier-invoice";
import type { CarrierTerms } from "@/lib/domain/freight/standing";

/** What is known of a carrier; of one nobody described: all or nothing is paid, against proof, and no vendor is named. */
export async function carrierTerms(db: Executor, companyId: number, carrier: string): Promise<CarrierTerms> {
  const known = await selectCarrierProfile(db, companyId, carrier.toUpperCase());
  return (
    known?.terms ?? {
      name: carrier,
      shortPayAllowed: false,
      contestDays: CONTEST_DAYS_DEFAULT,
      podRequired: true,
      fourEyesOver: null,
      odoo: null,
    }
  );
}
