import type { Role } from "@/lib/domain/access/role";
import type { Stage } from "@/lib/domain/event/milestone";
import type { BoundedCount } from "../messages/message-list";
import type { OtifTarget } from "./otif-target";
import type { OverviewQuery, Period } from "./overview-query";

/** The kept sums of some days, customers and carriers. */
export interface OverviewSums {
  readonly tendered: number;
  readonly tenderAccepted: number;
  readonly tenderDeclined: number;
  readonly pickupJudged: number;
  readonly pickupOnTime: number;
  readonly delivered: number;
  readonly deliveryJudged: number;
  readonly onTime: number;
  readonly otif: number;
  readonly lateCarrier: number;
  readonly lateOther: number;
  readonly lateUnknown: number;
  readonly claims: number;
  readonly damaged: number;
  readonly short: number;
  readonly refused: number;
  readonly lost: number;
  readonly messages: number;
  readonly lateMessages: number;
  readonly outOfOrder: number;
  readonly silentMinutes: number;
  readonly lateWordShipments: number;
  readonly disorderedShipments: number;
  readonly silentShipments: number;
  readonly billed: number;
  readonly paid: number;
}

export interface DaySums extends OverviewSums {
  readonly day: string;
}

export interface GroupSums extends OverviewSums {
  readonly name: string;
}

export interface ExceptionDay {
  readonly day: string;
  readonly opened: number;
  readonly closed: number;
}

/** A figure of a period beside the one before. Null: too little to say. */
export interface Against<T> {
  readonly now: T;
  readonly before: T;
}

/** Half and nine tenths of the bills were out within so many minutes of the proof of delivery. */
export interface DelayFigure {
  readonly count: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** So many of all, and so many of those without a person stepping in. */
export interface TouchFigure {
  readonly all: number;
  readonly touched: number;
}

export interface LeadFigures {
  readonly podToInvoice: Against<DelayFigure>;
  readonly billed: Against<TouchFigure>;
  readonly paid: Against<TouchFigure>;
  /** What people decided or did; of the whole company, whatever the filters. */
  readonly touches: Against<number>;
  readonly companyDeliveries: Against<number>;
}

export interface FreshnessLine {
  readonly connectionId: string;
  readonly name: string;
  readonly slug: string;
  /** Upper bounds, seconds. Null: too few in the last 24 hours. */
  readonly halfWithinSeconds: number | null;
  readonly mostWithinSeconds: number | null;
  readonly state: { readonly label: string; readonly tone: "ok" | "warn" | "bad" | "info" | "neutral" };
  readonly lastMessageAt: string | null;
}

/** An amount as decimal text in its currency; never added across currencies. */
export interface MoneySum {
  readonly currency: string;
  readonly amount: string;
  readonly count: number;
}

export interface MoneyTiles {
  /** Null: no Odoo is connected. */
  readonly unbilled: { readonly orders: number; readonly sums: readonly MoneySum[] } | null;
  /** Received in the period and named by no match. */
  readonly carrierInvoices: { readonly count: BoundedCount; readonly sums: readonly MoneySum[] | null };
}

/** The newest shipments are counted first. */
export interface CatchingUp {
  /** Those that came since are counted; null before it began. */
  readonly since: string | null;
}

export interface OverviewPage {
  readonly query: OverviewQuery;
  readonly role: Role;
  readonly zone: string;
  readonly today: string;
  readonly now: string;
  readonly period: Period;
  readonly before: Period;
  readonly hasShipments: boolean;
  readonly action: {
    readonly needsAction: number;
    readonly late: number;
    readonly atRisk: number;
    /** Counting stopped here; the numbers are "at least". */
    readonly cappedAt: number | null;
    /** Since when the oldest late one presses. */
    readonly oldestAt: string | null;
  };
  readonly promisesNextHour: BoundedCount;
  readonly openExceptions: number | null;
  readonly silent: readonly { readonly label: string; readonly sinceAt: string }[];
  readonly stages: readonly { readonly stage: Stage; readonly count: number; readonly more: boolean }[];
  readonly days: readonly DaySums[];
  readonly target: OtifTarget;
  readonly totals: Against<OverviewSums>;
  readonly customers: readonly GroupSums[];
  readonly carriers: readonly GroupSums[];
  readonly exceptionDays: readonly ExceptionDay[];
  readonly lead: LeadFigures;
  /** Null: this person may not see connections. */
  readonly freshness: readonly FreshnessLine[] | null;
  /** Null: amounts are not for this person. */
  readonly money: MoneyTiles | null;
  readonly facets: { readonly customers: readonly string[]; readonly carriers: readonly string[] };
  /** Set while shipments from before there was an overview are not all counted. */
  readonly catchingUp: CatchingUp | null;
  /** Set when nobody works the queue: when a worker was last seen. */
  readonly stale: { readonly workerSeenAt: string | null } | null;
}

/** A list behind a number. Moments are ISO 8601. */
export interface DrillRow {
  readonly key: string;
  readonly label: string;
  readonly href: string | null;
  readonly sub: string | null;
  readonly detail: string;
  readonly amount: string | null;
  readonly at: string | null;
}

export interface DrillPage {
  /** After the count: of one, and of several. */
  readonly title: readonly [one: string, several: string];
  readonly sub: string;
  readonly count: BoundedCount;
  readonly rows: readonly DrillRow[];
  readonly nextHref: string | null;
}
