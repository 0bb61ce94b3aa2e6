import type { Executor } from "@/db/client";
import { selectActiveCards, selectFuelPrices } from "@/db/queries/freight/contracts";
import { bareName } from "@/lib/domain/freight/lane";
import type { FuelPrice, RateCard } from "@/lib/domain/freight/rate-card";

/** The active contracts of a carrier with the fuel prices they name. */
export async function contractsOf(
  db: Executor,
  companyId: number,
  carrier: string,
): Promise<{ readonly cards: readonly RateCard[]; readonly fuelPrices: readonly FuelPrice[] }> {
  const cards = await selectActiveCards(db, companyId, "carrier", bareName(carrier));
  const indexes = [...new Set(cards.flatMap(({ fuel }) => fuel?.index ?? []))];
  return { cards, fuelPrices: await selectFuelPrices(db, companyId, indexes) };
}
