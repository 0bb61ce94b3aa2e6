import type { Money } from "../money/money";
import type { CarrierProfile } from "./carrier-invoice";

/**
 * Where a carrier's bill stands: `open` is looked at again whenever something behind it changes; `decided` has its decisions and waits for the second yes
 * or for Odoo; `settled` has its vendor bill; `disputed` is not paid at all until the carrier answers; `declined` was set aside and no longer counts.
 */
export const FREIGHT_STATES = ["open", "decided", "settled", "disputed", "declined"] as const;
export type FreightState = (typeof FREIGHT_STATES)[number];

/** How an allocation came about. */
export type MatchedHow = "rule" | "person";

/** What a company knows of one carrier, and how its bills end in Odoo. A version of it; the newest counts. */
export interface CarrierTerms extends Omit<CarrierProfile, "carrier"> {
  /** More than this needs a second person; null: the flow's own limits hold. */
  readonly fourEyesOver: Money | null;
  /** Which vendor it is in which Odoo; null: its bills are held until somebody says. */
  readonly odoo: {
    readonly connectionId: string;
    /** Odoo's `res.company`. */
    readonly companyId: number;
    /** Odoo's `res.partner`. */
    readonly partnerId: number;
  } | null;
}

/** Expected cost of a shipment as it was booked: `expected` is not in Odoo so far, `reversed` was taken back when its bill came. */
export const ACCRUAL_STATES = ["expected", "booked", "reversed", "cancelled"] as const;
export type AccrualState = (typeof ACCRUAL_STATES)[number];
