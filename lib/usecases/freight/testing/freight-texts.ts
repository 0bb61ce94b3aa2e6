import type { AccessorialRate, RateCard } from "@/lib/domain/freight/rate-card";
import { x12 } from "@/lib/usecases/pipeline/testing/x12-text";

let control = 500;

/** A carrier's bill as it sends it: linehaul, fuel and whatever else, amounts in cents. */
export function bill(
  load: string,
  number: string,
  {
    linehaul = 118_000,
    more = [],
    pro = `PRO${load}`,
    scac = "RDFX",
  }: {
    readonly linehaul?: number;
    readonly more?: readonly (readonly [code: string, cents: number])[];
    readonly pro?: string;
    readonly scac?: string;
  } = {},
): string {
  control += 1;
  const total = linehaul + more.reduce((sum, [, cents]) => sum + cents, 0);
  return x12(
    "210",
    [
      `B3**${number}*${load}*PP**20261120*${total}**20261119*035*${scac}`,
      "C3*USD",
      `N9*CN*${pro}`,
      "G62*86*20261118",
      "LX*1",
      `L1*1***${linehaul}********LINE HAUL`,
      ...more.map(([code, cents], index) => `L1*${index + 2}***${cents}****${code}`),
    ],
    { sender: scac, control },
  );
}

/** A contract of RDFX: Chicago to Dallas for 1,180.00, waiting by the hour after two free ones. */
export function contract(id: string, given: Partial<RateCard> = {}): RateCard {
  const waiting: AccessorialRate = {
    per: "hour",
    freeMinutes: 120,
    stepMinutes: 1,
    hourMinor: 6_000,
    countsFrom: "arrival",
    capMinor: null,
  };
  return {
    ...{ id, version: 1, name: "Redfox 2026", party: { kind: "carrier", name: "RDFX" }, currency: "USD" },
    ...{ validFrom: "2026-01-01", validUntil: null, fuel: null },
    lanes: [
      {
        ...{ id: "CHI-DAL", origin: { city: "Chicago" }, destination: { city: "Dallas" }, mode: null },
        rate: { per: "shipment", amountMinor: 118_000 },
        ...{ discountBasisPoints: 0, minimumMinor: null, maximumMinor: null },
      },
    ],
    accessorials: [{ kind: "detention_delivery", rate: waiting }],
    ...given,
  };
}
