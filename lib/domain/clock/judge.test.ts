import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../time/instant";
import type { ClockEvidence, Pause } from "./clock";
import type { ClockPolicy } from "./clock-policy";
import { explainVerdict } from "./explain";
import { judge } from "./judge";

const at = (text: string) => Date.parse(text);
const start = at("2026-11-18T17:40Z");

const pod: ClockPolicy = {
  id: "p",
  version: 3,
  kind: "pod",
  name: "POD 24 h",
  scope: {},
  budgetMinutes: 24 * 60,
  earlyMinutes: null,
  atRiskMinutes: 240,
  calendar: null,
  pauses: ["customer_hold"],
  enabled: true,
  effectiveAt: 0,
};
const delivered: ClockEvidence = {
  kind: "pod",
  stopSequence: null,
  startAt: start,
  startEventId: "delivered",
  dueBaseAt: null,
  earliestAt: null,
  stopAt: null,
  stopEventId: null,
  estimatedAt: null,
  cancelledAt: null,
  pauses: [],
};
const held = (from: number, until: number | null): Pause => ({
  kind: "customer_hold",
  from,
  until,
  eventId: "hold",
});

describe("the verdict on a promise", () => {
  it("is open, then at risk, then breached, at the minute and with no event", () => {
    const states = [0, 20 * HOUR_MS - 1, 20 * HOUR_MS, 24 * HOUR_MS - 1, 24 * HOUR_MS].map(
      (later) => judge(delivered, pod, start + later).state,
    );
    expect(states).toEqual(["open", "open", "at_risk", "at_risk", "breached"]);
  });

  it("says when time alone changes it, and then it has changed", () => {
    const open = judge(delivered, pod, start);
    expect(open.nextChangeAt).toBe(start + 20 * HOUR_MS);
    const risk = judge(delivered, pod, open.nextChangeAt ?? 0);
    expect(risk).toMatchObject({ state: "at_risk", nextChangeAt: start + 24 * HOUR_MS });
    expect(judge(delivered, pod, risk.nextChangeAt ?? 0)).toMatchObject({
      state: "breached",
      nextChangeAt: null,
    });
  });

  it("is met by evidence of the last minute and broken by the next, whenever it is judged", () => {
    const stopped = (later: number) => ({ ...delivered, stopAt: start + later, stopEventId: "pod" });
    expect(judge(stopped(24 * HOUR_MS), pod, start + 90 * HOUR_MS)).toMatchObject({
      state: "met",
      eventId: "pod",
    });
    expect(judge(stopped(24 * HOUR_MS + 1), pod, start + 90 * HOUR_MS)).toMatchObject({
      state: "breached",
      breachedAt: start + 24 * HOUR_MS,
    });
  });

  it("turns a breach into a promise kept when late evidence says so", () => {
    expect(judge(delivered, pod, start + 30 * HOUR_MS).state).toBe("breached");
    const evidence = { ...delivered, stopAt: start + HOUR_MS, stopEventId: "pod" };
    expect(judge(evidence, pod, start + 30 * HOUR_MS)).toMatchObject({ state: "met", breachedAt: null });
  });

  it("stands still on a hold the policy knows, and is longer by it", () => {
    const paused = { ...delivered, pauses: [held(start + HOUR_MS, start + 14 * HOUR_MS)] };
    expect(judge(paused, pod, start + 2 * HOUR_MS)).toMatchObject({
      state: "paused",
      nextChangeAt: start + 14 * HOUR_MS,
    });
    expect(judge(paused, pod, start + 20 * HOUR_MS)).toMatchObject({
      state: "open",
      dueAt: start + 37 * HOUR_MS,
      pausedMinutes: 13 * 60,
    });
    const other = { ...delivered, pauses: [{ ...held(start, null), kind: "customs_hold" as const }] };
    expect(judge(other, pod, start + HOUR_MS).state).toBe("open");
  });

  it("waits for an event while a hold has no end", () => {
    const verdict = judge({ ...delivered, pauses: [held(start, null)] }, pod, start + 100 * HOUR_MS);
    expect(verdict).toMatchObject({ state: "paused", nextChangeAt: null });
  });

  it("asks for the answer to a tender by the time the tender states, else within the budget", () => {
    const reply = { ...pod, kind: "tender_reply" as const, budgetMinutes: 30 };
    const sent = { ...delivered, kind: "tender_reply" as const, stopAt: null, stopEventId: null };
    expect(judge(sent, reply, start).dueAt).toBe(start + 30 * MINUTE_MS);
    expect(judge({ ...sent, dueBaseAt: start + HOUR_MS }, reply, start).dueAt).toBe(start + HOUR_MS);
  });

  it("breaks the promise of an appointment by coming before its window, and leaves nothing running", () => {
    const appointment = {
      ...delivered,
      kind: "pickup" as const,
      dueBaseAt: start + 4 * HOUR_MS,
      earliestAt: start + 2 * HOUR_MS,
    };
    const window = { ...pod, kind: "pickup" as const, budgetMinutes: 15, earlyMinutes: 15 };
    const judged = (after: number) =>
      judge({ ...appointment, stopAt: start + after }, window, start + 9 * HOUR_MS);
    expect(judged(HOUR_MS)).toMatchObject({
      state: "breached",
      breachedAt: start + HOUR_MS,
      stoppedAt: start + HOUR_MS,
      nextChangeAt: null,
    });
    expect(judged(2 * HOUR_MS - 15 * MINUTE_MS).state).toBe("met");
    expect(judged(4 * HOUR_MS + 15 * MINUTE_MS).state).toBe("met");
    const early = { ...appointment, stopAt: start + HOUR_MS };
    expect(
      explainVerdict(early, window, judged(HOUR_MS), { zone: "UTC", now: start + 9 * HOUR_MS }),
    ).toContain("1 h too early");
    expect(judge(early, { ...window, earlyMinutes: null }, start + 9 * HOUR_MS).state).toBe("met");
  });

  it("is no longer owed after a cancellation in time, and stays broken after a later one", () => {
    const cancelled = (later: number) => ({ ...delivered, cancelledAt: start + later });
    expect(judge(cancelled(HOUR_MS), pod, start + 90 * HOUR_MS).state).toBe("cancelled");
    const late = judge(cancelled(48 * HOUR_MS), pod, start + 90 * HOUR_MS);
    expect(late).toMatchObject({ state: "breached", stoppedAt: start + 48 * HOUR_MS });
    expect(
      explainVerdict(cancelled(48 * HOUR_MS), pod, late, { zone: "UTC", now: start + 90 * HOUR_MS }),
    ).toContain("never proof in, no longer owed since");
  });

  it("counts the appointment and its grace, whatever the office hours", () => {
    const pickup: ClockPolicy = { ...pod, kind: "pickup", budgetMinutes: 15, atRiskMinutes: 30 };
    const evidence = { ...delivered, kind: "pickup" as const, dueBaseAt: start + 2 * HOUR_MS };
    expect(judge(evidence, pickup, start).dueAt).toBe(start + 2 * HOUR_MS + 15 * MINUTE_MS);
    // An estimate past it is a risk today.
    expect(judge({ ...evidence, estimatedAt: start + 3 * HOUR_MS }, pickup, start).state).toBe("at_risk");
  });

  it("can be said in one line", () => {
    const paused = { ...delivered, pauses: [held(start + HOUR_MS, start + 14 * HOUR_MS)] };
    const now = start + 38 * HOUR_MS;
    const line = explainVerdict(paused, pod, judge(paused, pod, now), { zone: "Europe/Berlin", now });
    expect(line).toBe(
      "Delivered 18 Nov 18:40; within 24 h, paused 13 h: due 07:40 CET; not proof in yet, 1 h over; POD 24 h, v3",
    );
  });

  it("never goes back from breached to open as time passes, and changes only when it said it would", () => {
    const offset = fc.integer({ min: 0, max: 4_000 });
    const evidence = fc.record({
      stopAt: fc.option(offset),
      cancelledAt: fc.option(offset),
      hold: fc.option(fc.tuple(offset, fc.option(offset))),
    });
    fc.assert(
      fc.property(
        evidence,
        offset,
        fc.integer({ min: 1, max: 3_000 }),
        ({ stopAt, cancelledAt, hold }, now, later) => {
          const minute = (value: number | null) => (value === null ? null : start + value * MINUTE_MS);
          const facts: ClockEvidence = {
            ...delivered,
            // What has not happened yet is no evidence: everything lies before the first look.
            stopAt: stopAt !== null && stopAt <= now ? minute(stopAt) : null,
            cancelledAt: cancelledAt !== null && cancelledAt <= now ? minute(cancelledAt) : null,
            pauses:
              hold && hold[0] <= now
                ? [held(minute(hold[0]) ?? 0, hold[1] === null ? null : minute(hold[0] + hold[1]))]
                : [],
          };
          const first = judge(facts, pod, minute(now) ?? 0);
          const second = judge(facts, pod, minute(now + later) ?? 0);
          if (first.state === "breached") expect(second.state).toBe("breached");
          if (first.nextChangeAt === null || first.nextChangeAt > (minute(now + later) ?? 0))
            expect(second.state).toBe(first.state);
          // What has ended is judged the same whenever it is looked at, also when a pause never did.
          if (first.stoppedAt !== null || first.state === "cancelled") expect(second).toEqual(first);
        },
      ),
      { numRuns: 500 },
    );
  });
});
