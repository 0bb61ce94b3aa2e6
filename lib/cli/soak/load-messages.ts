import { hash } from "node:crypto";
import { DAY_MS } from "@/lib/domain/time/instant";
import { type Random, streamOf } from "@/lib/simulator/random";
import type { PartnerSlug } from "./partners";
import { interchange, statusSegments, tenderSegments } from "./x12-message";

/** One post, with the one fact it alone states first. */
export interface LoadMessage {
  readonly partner: PartnerSlug;
  /** The partner's id of the delivery; null where it gives none and the bytes stand for themselves. */
  readonly key: string | null;
  readonly body: Buffer;
  readonly sha256: string;
  /** Number of the shipment, code, wall clock: nothing else in this run says the same. */
  readonly fact: string;
}

export interface LoadSource {
  next(): LoadMessage;
  /** What was held back and must still be sent. */
  rest(): LoadMessage[];
  /** Shipments that all of it together makes. */
  shipments(): number;
}

interface Journey {
  readonly kind: "load" | "parcel";
  readonly number: string;
  readonly partner: PartnerSlug;
  readonly steps: { code: string; at: Date }[];
  tender: LoadMessage | null;
}

const LONGEST_JOURNEY = 10;
const FEWEST = 10;
const MOST = 120;
const NEW_JOURNEY = 0.15;
/** Statuses that no later one contradicts, so that any order is a plausible story. */
const CODES = ["AF", "X6", "X4", "P1", "X3", "CP", "X1"] as const;
/** The day all of it happens on: lately, so that nothing is refused as history or as future. */
const DAY = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
const COMPACT_DAY = DAY.replaceAll("-", "");
const FIRST_STEP_AT = Date.parse(`${DAY}T06:00:00Z`);

/** Loads with statuses and parcels with scans. Some statuses go out before their tender, as they do in real life. */
export function loadSource(seed: number): LoadSource {
  const random = streamOf(seed, "soak");
  const journeys: Journey[] = [];
  let made = 0;
  let control = 0;
  const begin = () => {
    made += 1;
    const kind = random.chance(0.3) ? "parcel" : "load";
    const number = `${kind === "load" ? "SKL" : "SKT"}${seed}${String(made).padStart(7, "0")}`;
    const partner =
      kind === "parcel" ? "soak-parcel" : random.pick(["soak-carrier", "soak-haulier"] as const);
    const journey: Journey = { kind, number, partner, steps: [], tender: null };
    journeys.push(journey);
    if (kind === "load") {
      control += 1;
      journey.tender = tenderOf(journey, control);
    }
    return journey;
  };
  const step = (journey: Journey): LoadMessage => {
    control += 1;
    // Never a whole minute: readers may leave out seconds that are zero, and a fact has one spelling here.
    const withinStepSeconds = random.int(0, 28) * 60 + random.int(1, 59);
    const at = new Date(FIRST_STEP_AT + (journey.steps.length * 1_800 + withinStepSeconds) * 1_000);
    journey.steps.push({ code: random.pick(CODES), at });
    if (journey.steps.length >= LONGEST_JOURNEY && !journey.tender)
      journeys.splice(journeys.indexOf(journey), 1);
    return journey.kind === "load" ? statusOf(journey, control) : scanOf(journey, control);
  };
  return {
    next: () => {
      const begins = journeys.length < FEWEST || (journeys.length < MOST && random.chance(NEW_JOURNEY));
      const journey = begins ? begin() : random.pick(journeys);
      const { tender } = journey;
      if (!tender || isEarly(journey, random)) return step(journey);
      journey.tender = null;
      return tender;
    },
    rest: () => journeys.flatMap((journey) => journey.tender ?? []),
    shipments: () => made,
  };
}

const isEarly = ({ steps }: Journey, random: Random) => steps.length < 2 && random.chance(0.15);

const proOf = (number: string) => `PRO${number.slice(3)}`;
const scacOf = (partner: PartnerSlug) => (partner === "soak-carrier" ? "SOAK" : "SOAH");

function message(partner: PartnerSlug, key: string | null, body: Buffer, fact: string): LoadMessage {
  return { partner, key, body, sha256: hash("sha256", body), fact };
}

function tenderOf({ number, partner }: Journey, control: number): LoadMessage {
  const segments = tenderSegments(number, scacOf(partner), proOf(number), COMPACT_DAY);
  const body = interchange({ type: "204", sender: "SOAKTMS", control, day: COMPACT_DAY }, segments);
  return message("soak-tms", `msg_${control}`, body, `${number} 00 ${DAY}T09:00`);
}

function statusOf({ number, partner, steps }: Journey, control: number): LoadMessage {
  const last = steps.at(-1);
  if (!last) throw new RangeError("a journey without a step has no status");
  const wall = last.at.toISOString().slice(0, 19);
  const clock = wall.replace(/[-:]/g, "").replace("T", "*");
  const segments = statusSegments(number, scacOf(partner), proOf(number), last.code, clock);
  const body = interchange({ type: "214", sender: scacOf(partner), control, day: COMPACT_DAY }, segments);
  return message(
    partner,
    partner === "soak-haulier" ? null : `d-${control}`,
    body,
    `${number} ${last.code} ${wall}`,
  );
}

/** An aggregator repeats every scan so far; only the last one is news. */
function scanOf({ number, partner, steps }: Journey, control: number): LoadMessage {
  const details = steps.map(({ at }) => ({
    object: "TrackingDetail",
    message: "Arrived at facility",
    status: "in_transit",
    status_detail: "arrived_at_facility",
    datetime: stamp(at),
    source: "Soak Parcel",
    tracking_location: { object: "TrackingLocation", city: "CHICAGO", state: "IL", country: "US", zip: null },
  }));
  const at = details.at(-1)?.datetime ?? "";
  const tracker = {
    id: `trk_${number}`,
    object: "Tracker",
    tracking_code: number,
    status: "in_transit",
    status_detail: "arrived_at_facility",
    created_at: at,
    updated_at: at,
    carrier: "Soak Parcel",
    tracking_details: details,
  };
  const event = {
    id: `evt_${control}`,
    object: "Event",
    description: "tracker.updated",
    created_at: at,
    updated_at: at,
  };
  const body = Buffer.from(JSON.stringify({ ...event, result: tracker }));
  return message(partner, event.id, body, `${number} in_transit/arrived_at_facility ${at.slice(0, 19)}`);
}

const stamp = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;
