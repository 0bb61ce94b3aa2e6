import type { ShipmentFacts } from "../event/draft";
import type { ChargeKind } from "../message/parsed-message";
import type { LocalDay } from "./carrier-invoice";
import type { QuantityUnit } from "./quantity";

/**
 * A rate per unit: whole ten-thousandths of a minor unit. $2.35 a mile is 235 cents is 2,350,000; $0.0512 a pound is 51,200.
 * Shares everywhere are whole basis points: 18% is 1,800.
 */
export type ScaledRate = number;
export const RATE_SCALE = 10_000;
/** An index price (diesel a gallon or a litre): whole thousandths of a currency unit. $3.521 is 3,521. */
export type IndexPrice = number;

export type TransportMode = NonNullable<ShipmentFacts["mode"]>;

/** One end of a lane. Every part given must fit the place; compared without case and punctuation. */
export interface LanePoint {
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  /** The postal code begins with this. */
  readonly postalPrefix?: string;
  /** UN/LOCODE or facility code. */
  readonly code?: string;
}

export interface RateBreak {
  /** The rate holds from this quantity on, in thousandths of the unit. The first break begins at 0. */
  readonly fromThousandths: number;
  readonly rate: ScaledRate;
}

export type LaneRate =
  | { readonly per: "shipment"; readonly amountMinor: number }
  | {
      readonly per: QuantityUnit;
      /** Ascending by `fromThousandths`. */
      readonly breaks: readonly RateBreak[];
      /** Rated as the beginning of a higher break where that is cheaper ("deficit weight"). The price then never falls as the quantity grows. */
      readonly deficit: boolean;
    };

export interface ContractLane {
  /** As the contract names it: "RTM-MIL". */
  readonly id: string;
  readonly origin: LanePoint;
  readonly destination: LanePoint;
  /** Null: any. */
  readonly mode: TransportMode | null;
  readonly rate: LaneRate;
  /** Taken off the rate before the minimum; priced as a charge of its own. 0: none. */
  readonly discountBasisPoints: number;
  /** Least the lane costs, after discount; null: none. */
  readonly minimumMinor: number | null;
  /** Most it costs; null: none. */
  readonly maximumMinor: number | null;
}

/** How the surcharge follows from the price of the week. Steps ascend by `fromPrice`; below the first there is no rate. */
export type FuelMethod =
  | {
      readonly kind: "percent_steps";
      readonly steps: readonly { readonly fromPrice: IndexPrice; readonly basisPoints: number }[];
    }
  | {
      readonly kind: "distance_steps";
      readonly per: "mi" | "km";
      readonly steps: readonly { readonly fromPrice: IndexPrice; readonly rate: ScaledRate }[];
    }
  | {
      /** `basisPointsPerStep` for every full `step` the price lies over `peg`; none at or below it. */
      readonly kind: "percent_formula";
      readonly peg: IndexPrice;
      readonly step: IndexPrice;
      readonly basisPointsPerStep: number;
    };

export interface FuelTerms {
  /** Name of the published series: "EIA US diesel". */
  readonly index: string;
  readonly method: FuelMethod;
}

/** One week's price of an index; one a week. It holds from `effectiveOn` for seven days; the day of shipping decides which. */
export interface FuelPrice {
  readonly index: string;
  readonly effectiveOn: LocalDay;
  readonly price: IndexPrice;
}

/** What an accessorial costs. Amounts in minor units of the card's currency. */
export type AccessorialRate =
  | {
      /** So much each time; the first `freeCount` cost nothing. */
      readonly per: "occurrence";
      readonly amountMinor: number;
      readonly freeCount: number;
    }
  | {
      /** Waiting: dwell less free time, rounded up to whole steps, at a rate an hour. `capMinor` holds for each stop. */
      readonly per: "hour";
      readonly freeMinutes: number;
      readonly stepMinutes: number;
      readonly hourMinor: number;
      /** From arrival, or from the beginning of the appointment when the truck came before it. */
      readonly countsFrom: "arrival" | "appointment";
      readonly capMinor: number | null;
    }
  | {
      /** Each day begun beyond the free time, up to `capDays`. */
      readonly per: "day";
      readonly freeMinutes: number;
      readonly dayMinor: number;
      readonly capDays: number | null;
    }
  | {
      readonly per: "quantity";
      readonly unit: QuantityUnit;
      readonly rate: ScaledRate;
      readonly minimumMinor: number | null;
      readonly capMinor: number | null;
    }
  | {
      /** A share of the linehaul after discount. */
      readonly per: "linehaul";
      readonly basisPoints: number;
      readonly minimumMinor: number | null;
      readonly capMinor: number | null;
    }
  | {
      /** A share of everything else that is owed on the bill: taxes. */
      readonly per: "charges";
      readonly basisPoints: number;
    }
  | {
      /** What it cost by the receipt, with a surcharge of `markupBasisPoints`, up to `capMinor`. */
      readonly per: "receipt";
      readonly markupBasisPoints: number;
      readonly capMinor: number | null;
    };

export interface AccessorialTerm {
  readonly kind: ChargeKind;
  readonly rate: AccessorialRate;
}

/**
 * One version of a contract: what we pay a carrier, or what we charge a customer. A version holds for shipments whose ship date lies within
 * its validity; an older version stays for the older shipments. Append-only.
 */
export interface RateCard {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** A carrier by SCAC, a customer by name; compared without case and punctuation. */
  readonly party: { readonly kind: "carrier" | "customer"; readonly name: string };
  readonly currency: string;
  readonly validFrom: LocalDay;
  /** Last day it holds; null: open. */
  readonly validUntil: LocalDay | null;
  readonly lanes: readonly ContractLane[];
  /** Null: the contract has no fuel surcharge. */
  readonly fuel: FuelTerms | null;
  readonly accessorials: readonly AccessorialTerm[];
}
