import {
  selectCarrierLines,
  selectPriceLines,
  selectRateCardLines,
  selectWritableOdoos,
} from "@/db/queries/freight/select-rates-page";
import type { CarrierTermsLine, RatesPage } from "@/lib/contracts/freight/rates-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { CONTEST_DAYS_DEFAULT } from "@/lib/domain/freight/carrier-invoice";
import type { Context } from "@/lib/usecases/context";

const MOST_CARDS = 200;
const MOST_CARRIERS = 500;
const MOST_PRICES = 20;

/** Contracts, what is known of each carrier, and the newest fuel prices. */
export async function ratesPage({ actor, db }: Context): Promise<RatesPage> {
  requirePermission(actor, "freight.read");
  const { companyId } = actor;
  const [cards, carriers, prices, odoos] = await Promise.all([
    selectRateCardLines(db, companyId, MOST_CARDS),
    selectCarrierLines(db, companyId, MOST_CARRIERS),
    selectPriceLines(db, companyId, MOST_PRICES),
    selectWritableOdoos(db, companyId),
  ]);
  return {
    cards,
    carriers: carriers.map(carrierLine),
    prices: prices.map((line) => ({
      ...line,
      price: `${Math.trunc(line.price / 1000)}.${String(line.price % 1000).padStart(3, "0")}`,
    })),
    ...{ odoos, mayEdit: can(actor, "freight.rates") },
  };
}

function carrierLine({
  carrier,
  version,
  terms,
  vendorName,
}: Awaited<ReturnType<typeof selectCarrierLines>>[number]): CarrierTermsLine {
  return {
    ...{ carrier, version, name: terms?.name ?? carrier, shortPayAllowed: terms?.shortPayAllowed ?? false },
    ...{ contestDays: terms?.contestDays ?? CONTEST_DAYS_DEFAULT, podRequired: terms?.podRequired ?? true },
    fourEyesOver: terms?.fourEyesOver ?? null,
    vendor: terms?.odoo ? { connectionId: terms.odoo.connectionId, name: vendorName } : null,
  };
}
