import type { Database } from "@/db/client";
import { rateCard, rateCardActivation } from "@/db/schema/freight";
import { bareName } from "@/lib/domain/freight/lane";
import type { RateCard } from "@/lib/domain/freight/rate-card";

/** An active contract, as the import and its activation leave it. */
export async function addContract(db: Database, companyId: number, card: RateCard, at: Date): Promise<void> {
  const { id, version, name, party, currency, validFrom, validUntil } = card;
  const said = { reason: "as agreed", createdBy: "test", createdAt: at };
  await db.insert(rateCard).values({
    ...{ companyId, id, version, name, currency, validFrom, validUntil, card, ...said },
    ...{ partyKind: party.kind, partyKey: bareName(party.name) },
  });
  await db
    .insert(rateCardActivation)
    .values({ companyId, id, version, reason: "as agreed", activatedBy: "test", activatedAt: at });
}
