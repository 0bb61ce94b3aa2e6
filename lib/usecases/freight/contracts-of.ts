import type { Executor } from "@/db/client";
import { selectActiveCards, selectFuelPrices } from "@/db/queries/freight/contracts";
import { bareName } from "@/lib/domain/freight/lane";
import type { FuelPrice, RateCard } from "@/lib/domain/freight/rate-card";

/** The active contracts of a carrier, those tried beside them, and the fuel prices they name. */
export async function contractsOf(
  db: Executor,
  companyId: number,
  carrier: string,
  tried: readonly RateCard[] = [],
): Promise<{ readonly cards: readonly RateCard[]; readonly fuelPrices: readonly FuelPrice[] }> {
  const active = await selectActiveCards(db, companyId, "carrier", bareName(carrier));
  const cards = [...active, ...tried];
  const indexes = [...new Set(cards.flatMap(({ fuel }) => fuel?.index ?? []))];
  return { cards, fuelPrices: await selectFuelPrices(db, companyId, indexes) };
}
