import type { EventDraft, Place, ShipmentFacts, StatedTime } from "@/lib/domain/event/draft";
import type { ParseContext, Problem } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import { type Tracker, type TrackingDetail, trackerSchema, trackingDetailSchema } from "./payload";
import { missingReference, notADelivery, notAnObject, unmappedCode } from "./problems";
import { outOfSequence, runsNewestFirst } from "./scan-order";
import { statedTime } from "./stated-time";
import { deliveryMilestone, readScan, STATUS_LIST } from "./status-map";
import { carrierFacts, lastingReferences, trackerReferences, weightFacts } from "./tracker-numbers";

export interface TrackerSource {
  /** JSON path of the tracker, `$.result`. */
  readonly path: string;
  /** 0-based document in the message. */
  readonly document: number;
  /** When the webhook says it was made; a bare tracker falls back on its own `updated_at`. */
  readonly sent: StatedTime | null;
}

export interface TrackerReading {
  readonly events: readonly EventDraft[];
  readonly references: readonly Reference[];
  readonly problems: readonly Problem[];
}

type Draft = Pick<EventDraft, "sent" | "references" | "document"> & { readonly facts: ShipmentFacts };

/**
 * Events of one EasyPost Tracker: one per tracking detail, and the expected delivery as an estimated delivery.
 *
 * Details carry no id of their own, so no partner event id is given: they are told apart by content. Never throws.
 * Source: EasyPost API v2, Tracker and TrackingDetail.
 */
export function readTracker(payload: unknown, source: TrackerSource, context: ParseContext): TrackerReading {
  const parsed = trackerSchema.safeParse(payload);
  if (!parsed.success) return { events: [], references: [], problems: [notAnObject(source.path)] };
  const tracker = parsed.data;
  const named = trackerReferences(tracker, source.path);
  if (named.references.length === 0) {
    const problem = missingReference(source.path);
    return { events: [], references: [], problems: [...named.problems, problem] };
  }
  const draft: Draft = {
    sent: source.sent ?? (tracker.updated_at ? statedTime(tracker.updated_at) : null),
    references: named.references,
    document: source.document,
    facts: { ...carrierFacts(tracker), ...weightFacts(tracker) },
  };
  const scanDraft: Draft = {
    ...draft,
    references: lastingReferences(tracker, named.references),
    facts: carrierFacts(tracker),
  };
  const scans = readScans(tracker, scanDraft, source.path, context);
  const current = scans.events.length === 0 ? currentStatus(tracker, scanDraft, source.path, context) : [];
  const promises = readPromises(tracker, draft, source.path);
  return {
    events: [...scans.events, ...current.flatMap((part) => part.events), ...promises.events],
    references: named.references,
    problems: [
      ...named.problems,
      ...scans.problems,
      ...current.flatMap((part) => part.problems),
      ...promises.problems,
    ],
  };
}

type Part = Pick<TrackerReading, "events" | "problems">;

function readScans(tracker: Tracker, draft: Draft, path: string, context: ParseContext): Part {
  const events: EventDraft[] = [];
  const problems: Problem[] = [];
  const details = (tracker.tracking_details ?? []).map((raw) => trackingDetailSchema.safeParse(raw).data);
  const newestFirst = runsNewestFirst(details.map((detail) => detail?.datetime));
  for (const [index, detail] of details.entries()) {
    const at = `${path}.tracking_details[${index}]`;
    if (!detail) {
      problems.push(notAnObject(at));
      continue;
    }
    const earlier = newestFirst ? details.slice(index + 1) : details.slice(0, index);
    const sentBack = detail.status === "delivered" && earlier.some(isSentBack);
    const scan = readDetail(detail, { tracker, draft, at, sentBack }, context);
    events.push(...scan.events);
    problems.push(...scan.problems);
  }
  return { events, problems: [...problems, ...outOfSequence(events)] };
}

function isSentBack(detail: TrackingDetail | undefined): boolean {
  return detail?.status === "return_to_sender";
}

interface DetailPosition {
  readonly tracker: Tracker;
  readonly draft: Draft;
  readonly at: string;
  readonly sentBack: boolean;
}

function readDetail(detail: TrackingDetail, where: DetailPosition, context: ParseContext): Part {
  const { tracker, draft, at } = where;
  const problems: Problem[] = [];
  const message = [detail.message, detail.description].filter(Boolean).join(" – ");
  const reading = readScan(
    {
      status: detail.status ?? "unknown",
      detail: detail.status_detail ?? "",
      message,
      isReturn: tracker.is_return ?? false,
      sentBack: where.sentBack,
    },
    context.overrides,
  );
  if (reading.milestone === "unmapped") problems.push(unmappedCode(reading.rawCode, at));
  if (detail.status === "delivered" && reading.milestone !== "delivered" && !tracker.is_return) {
    problems.push(notADelivery(reading.milestone, at));
  }
  const occurred = readTime(detail.datetime, `${at}.datetime`);
  if (occurred.problem) problems.push(occurred.problem);
  const event: EventDraft = {
    ...reading,
    codeList: STATUS_LIST,
    ...draft,
    occurred: occurred.time,
    place: placeOf(detail),
    ...(message ? { note: message } : {}),
    at,
  };
  return { events: [event], problems };
}

/** A tracker without any scan still states where the parcel is; only the moment is missing. */
function currentStatus(tracker: Tracker, draft: Draft, path: string, context: ParseContext): readonly Part[] {
  if (!tracker.status || tracker.status === "unknown" || tracker.status === "error") return [];
  const detail = trackingDetailSchema.parse({
    status: tracker.status,
    status_detail: tracker.status_detail,
    datetime: tracker.updated_at,
  });
  const part = readDetail(detail, { tracker, draft, at: `${path}.status`, sentBack: false }, context);
  if (!tracker.updated_at) return [part];
  const assumed: Problem = {
    code: "missing_timestamp",
    severity: "warning",
    at: `${path}.status`,
    message: `The status "${tracker.status}" comes without a scan. Its time is the tracker's last update, the latest it can have happened.`,
  };
  return [{ events: part.events, problems: [...part.problems, assumed] }];
}

function readPromises(tracker: Tracker, draft: Draft, path: string): Part {
  const milestone = deliveryMilestone(tracker.is_return ?? false);
  const promises = [
    { field: "est_delivery_date", value: tracker.est_delivery_date, classifier: "estimated" },
    {
      field: "carrier_detail.guaranteed_delivery_date",
      value: tracker.carrier_detail?.guaranteed_delivery_date,
      classifier: "planned",
    },
  ] as const;
  const events: EventDraft[] = [];
  const problems: Problem[] = [];
  for (const { field, value, classifier } of promises) {
    if (!value) continue;
    const at = `${path}.${field}`;
    const occurred = readTime(value, at);
    if (occurred.problem) problems.push(occurred.problem);
    if (!occurred.time) continue;
    const rawCode = field.slice(field.lastIndexOf(".") + 1);
    events.push({
      milestone,
      classifier,
      rawCode,
      codeList: "easypost-field",
      reason: null,
      place: null,
      ...draft,
      occurred: occurred.time,
      at,
    });
  }
  return { events, problems };
}

function placeOf(detail: TrackingDetail): Place | null {
  const found = detail.tracking_location;
  if (!found) return null;
  const alpha2 = /^[a-z]{2}$/i.test(found.country ?? "");
  const place: Place = {
    ...(found.country && !alpha2 ? { name: found.country } : {}),
    ...(found.city ? { city: found.city } : {}),
    ...(found.state ? { region: found.state } : {}),
    ...(found.zip ? { postalCode: found.zip } : {}),
    ...(found.country && alpha2 ? { country: found.country.toUpperCase() } : {}),
  };
  return Object.keys(place).length > 0 ? place : null;
}

function readTime(
  text: string | null | undefined,
  at: string,
): { time: StatedTime | null; problem?: Problem } {
  if (!text) {
    const message = "No time is stated. The event is kept; its time is when the message was received.";
    return { time: null, problem: { code: "missing_timestamp", severity: "warning", at, message } };
  }
  const time = statedTime(text);
  if (time) return { time };
  const message = `"${text.slice(0, 40)}" is not a time of the calendar; ISO 8601 was expected.`;
  return { time: null, problem: { code: "bad_date", severity: "error", at, message } };
}
