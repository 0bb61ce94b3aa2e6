import type { OtifTarget } from "./otif-target";
import type { Against, GroupSums, OverviewSums } from "./overview-page";
import type { OverviewQuery, Period } from "./overview-query";

interface ScorecardHead {
  readonly query: OverviewQuery;
  readonly zone: string;
  readonly period: Period;
  readonly before: Period;
  readonly facets: { readonly customers: readonly string[]; readonly carriers: readonly string[] };
}

export interface ScorecardLine extends GroupSums {
  /** Null: nothing of it in the days before. */
  readonly earlier: OverviewSums | null;
}

export interface ScorecardList extends ScorecardHead {
  readonly lines: readonly ScorecardLine[];
  /** True when there are more carriers than are listed. */
  readonly more: boolean;
}

export interface WeekSums extends OverviewSums {
  /** Its Monday. */
  readonly day: string;
  /** Its Sunday, or today. */
  readonly to: string;
}

export interface Scorecard extends ScorecardHead {
  readonly carrier: string;
  readonly target: OtifTarget;
  readonly totals: Against<OverviewSums>;
  /** The last thirteen weeks, whatever the days asked for. */
  readonly weeks: readonly WeekSums[];
}
