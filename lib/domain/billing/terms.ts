import type { Role } from "../access/role";
import { startOfDay } from "../overview/start-of-day";
import type { ReferenceType } from "../reference/reference";
import { dayIn } from "../shipment/wall-clock";
import type { Instant } from "../time/instant";
import { type BillingBlocker, BLOCKER_RULES } from "./unbilled";

/** Numbers a customer may demand on the invoice. */
export const BILLING_REFERENCES = [
  "purchase_order",
  "bol",
  "pro",
  "tracking",
  "container",
  "booking",
  "load",
] as const satisfies readonly ReferenceType[];
export type BillingReference = (typeof BILLING_REFERENCES)[number];

/** No bill goes out to the customer until `untilAt`; null: until somebody ends it. */
export interface BillingHold {
  readonly reason: string;
  readonly untilAt: string | null;
}

/** How one customer is billed. */
export interface BillingTerms {
  /** The customer pays against proof of delivery only: the clock starts with it. */
  readonly requiresPod: boolean;
  readonly references: readonly BillingReference[];
  /** One bill a month for all that was delivered up to this day of it; in shorter months up to the last. Null: each delivery by itself. */
  readonly cutOffDay: number | null;
  readonly hold: BillingHold | null;
  /** Who looks at a blocker of this customer; others as `BLOCKER_RULES` says. */
  readonly owners: Readonly<Partial<Record<BillingBlocker, Role>>>;
}

export const DEFAULT_TERMS: BillingTerms = {
  requiresPod: false,
  references: [],
  cutOffDay: null,
  hold: null,
  owners: {},
};

/** Terms of everyone who has none of their own are kept under this name. */
export const EVERYONE = "";

/** The terms in force, by customer as Odoo names it; those of `EVERYONE` for who has none. */
export type TermsBook = ReadonlyMap<string, BillingTerms>;

export function termsFor(book: TermsBook, customer: string | null): BillingTerms {
  return book.get(customer ?? EVERYONE) ?? book.get(EVERYONE) ?? DEFAULT_TERMS;
}

export function ownerOf(blocker: BillingBlocker, terms: BillingTerms): Role {
  return terms.owners[blocker] ?? BLOCKER_RULES[blocker].ownerRole;
}

/** True while the customer's hold lasts. */
export function isHeld({ hold }: BillingTerms, now: Instant): boolean {
  return hold !== null && (hold.untilAt === null || Date.parse(hold.untilAt) > now);
}

/**
 * When a delivery may go on the customer's consolidated bill: the begin of the first cut-off day on or after the day of delivery, both days of `zone`.
 *
 * @returns null when the customer is billed delivery by delivery.
 */
export function releasedAt({ cutOffDay }: BillingTerms, deliveredAt: Instant, zone: string): Instant | null {
  if (cutOffDay === null) return null;
  const [year = 0, month = 0, day = 0] = dayIn(zone, deliveredAt).split("-").map(Number);
  const inMonth = cutOffIn(year, month, cutOffDay);
  return startOfDay(day <= Number(inMonth.slice(-2)) ? inMonth : cutOffIn(year, month + 1, cutOffDay), zone);
}

/** The cut-off day of a month, `YYYY-MM-DD`; its last day where the month has fewer. Month 13 is January of the next year. */
function cutOffIn(year: number, month: number, cutOffDay: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(cutOffDay, last))).toISOString().slice(0, 10);
}
