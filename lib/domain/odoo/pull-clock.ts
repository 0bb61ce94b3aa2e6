/**
 * How a model is read next. `load` for the first time; `ids` compares which records there are; `day` looks again over 24 hours, `overlap` over the
 * site's overlap, `quick` over half a minute.
 */
export type LookKind = "load" | "ids" | "day" | "overlap" | "quick";

/** Where the reading of a model stands, as far as its clock goes. */
export interface PullTimes {
  readonly loadedAt: Date | null;
  /** Last look over the whole overlap. */
  readonly lookedAt: Date | null;
  readonly sweptAt: Date | null;
  readonly idSweptAt: Date | null;
  /** The last comparison of ids did not come to its end. */
  readonly idSweepFailedAt?: Date | null;
}

export interface PullPace {
  readonly pace: "fast" | "slow";
  readonly pollSeconds: number;
  readonly overlapMinutes: number;
  /** How often ids are compared. Undefined: once a night. */
  readonly idSweepMinutes?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** The night begins at this hour, UTC. */
const NIGHT_HOUR = 2;
/** A comparison of ids that failed is tried again this much later; looks by time go on in between. */
const SWEEP_AGAIN_MS = 15 * MINUTE_MS;
/** How often the whole overlap is looked at. */
const OVERLAP_EVERY_MS = MINUTE_MS;
const QUICK_OVERLAP_SECONDS = 30;
const SLOW_FACTOR = 10;
/** A model is asked for a fifth of the time at most, but again within a minute: a slow Odoo is left room, and its changes still come. */
const REST_PER_LOOK = 4;
const LONGEST_REST_MS = MINUTE_MS;

/**
 * What the next look at a model is. Only `overlap` and `day` move the watermark. A record whose transaction ended before such a look began is seen
 * by it when its `write_date` is younger than the watermark less the overlap; one that ended later is seen by the next one, which starts from a
 * watermark no younger than this look's beginning. So none is passed over as long as no transaction outlasts the overlap, whatever quick looks miss.
 */
export function nextLook(at: PullTimes, pace: PullPace, now: Date): LookKind {
  if (at.loadedAt === null) return "load";
  const since = (last: Date | null) =>
    last === null ? Number.POSITIVE_INFINITY : now.getTime() - last.getTime();
  const comparedAt = at.idSweptAt ?? at.loadedAt;
  const idsDue =
    pace.idSweepMinutes === undefined
      ? comparedAt.getTime() < lastNight(now)
      : since(comparedAt) >= pace.idSweepMinutes * MINUTE_MS;
  if (idsDue && since(at.idSweepFailedAt ?? null) >= SWEEP_AGAIN_MS) return "ids";
  if (since(at.sweptAt ?? at.loadedAt) >= HOUR_MS) return "day";
  // Where the overlap is no longer than a quick look, every look is over the whole of it.
  const isShort = pace.overlapMinutes * 60 <= QUICK_OVERLAP_SECONDS;
  return isShort || since(at.lookedAt) >= OVERLAP_EVERY_MS ? "overlap" : "quick";
}

function lastNight(now: Date): number {
  const tonight = Math.floor(now.getTime() / DAY_MS) * DAY_MS + NIGHT_HOUR * HOUR_MS;
  return tonight <= now.getTime() ? tonight : tonight - DAY_MS;
}

/** How far behind the watermark a look begins, in seconds. */
export function overlapSeconds(kind: LookKind, overlapMinutes: number): number {
  const whole = Math.ceil(overlapMinutes * 60);
  if (kind === "day") return Math.max(DAY_MS / 1_000, whole);
  return kind === "quick" ? Math.min(QUICK_OVERLAP_SECONDS, whole) : whole;
}

/** When a model is looked at again, `tookMs` after the last look began; masters ten times as seldom. */
export function nextPollAt(pace: PullPace, tookMs: number, now: Date): Date {
  const seconds = pace.pollSeconds * (pace.pace === "slow" ? SLOW_FACTOR : 1);
  const restMs = Math.min(LONGEST_REST_MS, tookMs * REST_PER_LOOK);
  return new Date(now.getTime() + Math.max(seconds * 1_000, restMs));
}

/** Odoo's `YYYY-MM-DD HH:MM:SS` (UTC, whole seconds) moved back. @throws {RangeError} for anything else. */
export function earlier(odooTime: string, seconds: number): string {
  const at = Date.parse(`${odooTime.replace(" ", "T")}Z`);
  if (Number.isNaN(at)) throw new RangeError(`not a time as Odoo writes it: ${odooTime}`);
  return asOdoo(new Date(at - seconds * 1_000));
}

const asOdoo = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");

/**
 * A time of Odoo as a watermark may have it. One further ahead than any transaction lasts was written by a clock that was wrong, or by hand: from it on
 * nothing would be found any more. It counts as now.
 */
export function notAhead(odooTime: string, overlapMinutes: number, now: Date): string;
export function notAhead(odooTime: string | null, overlapMinutes: number, now: Date): string | null;
export function notAhead(odooTime: string | null, overlapMinutes: number, now: Date): string | null {
  const latest = new Date(now.getTime() + Math.ceil(overlapMinutes * 60) * 1_000);
  return odooTime === null || odooTime <= asOdoo(latest) ? odooTime : asOdoo(now);
}

/**
 * The watermark after a whole look. Later pages show records younger than the first page's query, and the next look must begin where this one did:
 * so what the pages took together is taken off again. Never moves back.
 *
 * @param newest highest `write_date` read, null when nothing was.
 * @param pagingMs from before the first page's query until after the last one's; 0 for one page.
 */
export function nextWatermark(
  watermark: string | null,
  newest: string | null,
  pagingMs: number,
): string | null {
  if (newest === null) return watermark;
  const safe = pagingMs > 0 ? earlier(newest, Math.ceil(pagingMs / 1_000)) : newest;
  return watermark !== null && watermark > safe ? watermark : safe;
}
