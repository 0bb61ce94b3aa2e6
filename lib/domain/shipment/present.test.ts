import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../time/instant";
import type { ShipmentGlance } from "./glance";
import { nextStepOf } from "./next-step";
import {
  headline,
  isEstimatePassed,
  issueText,
  slackOf,
  statusSentence,
  trackOf,
  verdictOf,
} from "./present";

const NOW = Date.parse("2026-11-20T12:00Z");
const DUE = NOW + HOUR_MS;

function glance(more: Partial<ShipmentGlance> = {}, stop: object = {}): ShipmentGlance {
  const nextStop: ShipmentGlance["nextStop"] = {
    sequence: 2,
    kind: "delivery",
    place: { name: "LYON DC 2", city: "LYON", country: "FR" },
    earliestAt: null,
    latestAt: DUE,
    estimatedAt: null,
    arrivedAt: null,
    completedAt: null,
    departedAt: null,
    dwellMinutes: null,
    timeZone: "Europe/Paris",
    ...stop,
  };
  return {
    customer: "Brouwer Foods",
    carrier: "RDWY",
    origin: "Rotterdam",
    originZone: "Europe/Amsterdam",
    destination: "Lyon",
    mode: null,
    status: "in_transit",
    stage: "in_transit",
    statusAt: NOW,
    stopCount: 2,
    nextStop,
    lastStop: nextStop,
    track: { tendered: 1, accepted: 2, picked_up: 3, in_transit: 4 },
    tender: null,
    issue: null,
    disagreement: null,
    lastWordAt: NOW,
    lastEvent: null,
    ...more,
  };
}

describe("the words about a shipment", () => {
  it("name the lane and for whom, then what is now and next", () => {
    expect(headline(glance(), "SHP-1")).toBe("Rotterdam → Lyon for Brouwer Foods");
    expect(headline(glance({ origin: null, destination: null, customer: null }), "SHP-1")).toBe("SHP-1");
    const late = glance({}, { estimatedAt: DUE + 100 * MINUTE_MS });
    expect(statusSentence(late, NOW)).toBe("In transit with RDWY, next stop Lyon DC 2, 1 h 40 m late");
  });

  it("hold the estimate against the appointment", () => {
    expect(slackOf(glance({}, { estimatedAt: DUE - 8 * MINUTE_MS }), NOW)).toEqual({
      tone: "warn",
      text: "8 min slack",
    });
    expect(slackOf(glance(), NOW)).toBeNull();
  });

  it("do not believe an estimate that has passed without an arrival", () => {
    const passed = glance({}, { estimatedAt: NOW - HOUR_MS, latestAt: NOW - 20 * MINUTE_MS });
    expect(isEstimatePassed(passed, NOW)).toBe(true);
    expect(slackOf(passed, NOW)).toEqual({ tone: "bad", text: "20 min late" });
  });

  it("say a trouble once", () => {
    const reason = { code: "BG", party: "consignee" } as const;
    const issue = { milestone: "refused", at: NOW } as const;
    expect(issueText({ ...issue, reason: { ...reason, kind: "refused by customer" } })).toBe(
      "Refused by customer",
    );
    expect(issueText({ ...issue, reason: { ...reason, kind: "consignee closed" } })).toBe(
      "Refused, consignee closed",
    );
    expect(issueText({ ...issue, reason: { ...reason, kind: "other" } })).toBe("Refused");
  });
});

describe("the verdict of a row", () => {
  it("counts from what presses", () => {
    const late = verdictOf("late", DUE, glance({}, { estimatedAt: DUE + 100 * MINUTE_MS }), NOW);
    expect(late).toEqual({ tone: "bad", text: "Late delivery, 1 h 40 m" });
    expect(verdictOf("silent", NOW - 5 * HOUR_MS, glance(), NOW).text).toBe("No update, 5 h");
    expect(verdictOf("at_risk", DUE, glance(), NOW).text).toBe("At risk, 1 h left, no ETA");
  });

  it("shows the step that fails, never the ones behind it", () => {
    expect(trackOf(glance(), "late").segments).toEqual(["done", "done", "done", "done", "late", "todo"]);
    expect(trackOf(glance({ track: { in_transit: 4 } }), "on_track").segments[0]).toBe("done");
  });
});

describe("what to do next", () => {
  it("asks the carrier until the carrier admits it, then tells the customer", () => {
    expect(nextStepOf("late", glance())).toBe("Ask RDWY for a new ETA");
    expect(nextStepOf("late", glance({}, { estimatedAt: DUE - MINUTE_MS }))).toBe("Ask RDWY for a new ETA");
    expect(nextStepOf("late", glance({}, { estimatedAt: DUE + HOUR_MS }))).toBe(
      "Tell Brouwer Foods the new ETA",
    );
  });

  it("is nothing when nothing presses", () => {
    expect(nextStepOf("on_track", glance())).toBeNull();
  });
});
