import type { StatedTime, StopPlan } from "@/lib/domain/event/draft";
import { boundOfTimeQualifier, type DateMeaning, G62_DATE } from "./codes/date-qualifier";
import { STOP_REASON } from "./codes/document-code";
import { lookup } from "./codes/lookup";
import { endOfEntity, type Party, readParties } from "./place";
import type { SetScope } from "./set-scope";
import { readStopSequence } from "./stop-sequence";
import { element, type Segment } from "./transaction-set";

/** A date of a stop with what it means there. */
export interface StopDate {
  readonly index: number;
  readonly qualifier: string;
  readonly meaning: DateMeaning;
  readonly bound: DateMeaning["bound"];
  readonly time: StatedTime;
  /** A moment agreed or asked for, not one side of a window. */
  readonly isPoint: boolean;
}

export interface TenderStop {
  readonly plan: StopPlan;
  readonly dates: readonly StopDate[];
  readonly weight: { readonly value: number; readonly unit: "kg" | "lb" } | undefined;
  readonly segments: readonly Segment[];
}

function kindOf(reason: string, parties: readonly Party[]): StopPlan["kind"] {
  const stated = lookup(STOP_REASON, reason);
  if (stated) return stated;
  for (const party of parties) {
    const end = endOfEntity(party.entity);
    if (end) return end;
  }
  return "other";
}

function readDates(
  scope: SetScope,
  start: number,
  segments: readonly Segment[],
  kind: StopPlan["kind"],
): StopDate[] {
  const dates: StopDate[] = [];
  segments.forEach((segment, offset) => {
    if (segment[0] !== "G62") return;
    const qualifier = element(segment, 1);
    const meaning = lookup(G62_DATE, qualifier);
    // a delivery stop that repeats the pick-up date says nothing about itself
    if (!meaning || (kind !== "other" && meaning.end !== kind)) return;
    const index = start + offset;
    const time = scope.statedTime(index, element(segment, 2), element(segment, 4), element(segment, 5));
    if (!time) return;
    const bound = boundOfTimeQualifier(element(segment, 3)) ?? meaning.bound;
    dates.push({ index, qualifier, meaning, bound, time, isPoint: bound === "both" });
  });
  return dates;
}

/** The firmest date that bounds this side; among equals the first one written. */
function sideOf(dates: readonly StopDate[], side: "earliest" | "latest"): StatedTime | null {
  let best: StopDate | undefined;
  for (const date of dates) {
    if (date.bound !== "both" && date.bound !== side) continue;
    if (!best || date.meaning.firmness > best.meaning.firmness) best = date;
  }
  return best?.time ?? null;
}

function weightOfStop(s5: Segment): TenderStop["weight"] {
  const value = Number(element(s5, 3));
  const unit = element(s5, 4);
  if (!(value > 0) || (unit !== "K" && unit !== "L")) return undefined;
  return { value, unit: unit === "K" ? "kg" : "lb" };
}

function readStop(scope: SetScope, start: number, segments: readonly Segment[], order: number): TenderStop {
  const s5 = segments[0] ?? [];
  const parties = readParties(segments);
  const kind = kindOf(element(s5, 2), parties);
  const own = parties.find((party) => endOfEntity(party.entity) === kind) ?? parties[0];
  const dates = readDates(scope, start, segments, kind);
  const written = element(s5, 1);
  const sequence = readStopSequence(written);
  if (written !== "" && sequence === null) {
    scope.warn(
      "invalid_code",
      start,
      `S5-01 "${written.slice(0, 40)}" is no stop number from 1 to 999; the stop's place in the route was taken.`,
    );
  }
  const plan: StopPlan = {
    sequence: sequence ?? order + 1,
    kind,
    place: own?.place ?? {},
    earliest: sideOf(dates, "earliest"),
    latest: sideOf(dates, "latest"),
  };
  return { plan, dates, weight: weightOfStop(s5), segments };
}

/**
 * Stops of a load tender in route order, with the window each must be served in.
 *
 * The stop number is the tender's own (S5-01), because the carrier's status messages name the stop by it.
 * Source: ASC X12 S5 loop of the 204: S5-01 sequence, S5-02 reason (element 163), G62 dates (elements 432 and 176), N1 place.
 */
export function readStops(scope: SetScope): TenderStop[] {
  const starts = scope.segments.flatMap((segment, index) => (segment[0] === "S5" ? [index] : []));
  const stops = starts.map((start, order) =>
    readStop(scope, start, scope.segments.slice(start, starts[order + 1]), order),
  );
  return stops.sort((left, right) => left.plan.sequence - right.plan.sequence);
}
