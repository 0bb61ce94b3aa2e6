import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/instant";
import type { OutgoingMessage } from "../schedule/outgoing";
import { schedule } from "../schedule/schedule";
import { liveTraffic } from "./traffic";

const anchorAt = Date.parse("2026-03-18T14:20:00Z");
const world = { seed: 7, shipments: 300, days: 4, anchorAt };
const STEP_MS = 1_000;
const TIMEOUT_MS = 30_000;

/** Live traffic at one message a second. */
function watch(from: number, hours: number): (OutgoingMessage & { readonly takenAt: number })[] {
  const traffic = liveTraffic(world, from);
  const sent: (OutgoingMessage & { readonly takenAt: number })[] = [];
  for (let now = from; now < from + hours * HOUR_MS; now += STEP_MS) {
    const message = traffic.next(now);
    if (message) sent.push({ ...message, takenAt: now });
  }
  return sent;
}

describe("live traffic", () => {
  const sent = watch(anchorAt, 1);
  const kinds = sent.flatMap(({ tellings }) => tellings.map(({ kind }) => kind));
  const milestones = new Set(
    sent
      .flatMap(({ tellings }) => tellings.flatMap(({ events }) => events))
      .map(({ milestone }) => milestone),
  );

  it("keeps about the pace it is given", () => {
    expect(sent.length).toBeGreaterThan(3_600 * 0.7);
  });

  it(
    "starts new shipments and moves the open ones, from tender to proof of delivery",
    () => {
      expect(kinds.filter((kind) => kind === "tender").length).toBeGreaterThan(50);
      for (const milestone of [
        "tender_accepted",
        "picked_up",
        "in_transit",
        "arrived_delivery",
        "delivered",
        "pod_received",
      ]) {
        expect(milestones).toContain(milestone);
      }
      const open = new Set(
        schedule(world, { after: Number.NEGATIVE_INFINITY, until: anchorAt }).flatMap(({ tellings }) =>
          tellings.map(({ plan }) => plan.id),
        ),
      );
      const moved = new Set(
        sent.flatMap(({ tellings }) => tellings.map(({ plan }) => plan.id)).filter((id) => open.has(id)),
      );
      expect(moved.size).toBeGreaterThan(30);
    },
    TIMEOUT_MS,
  );

  it("sends everything the world holds for that hour, in its order", () => {
    const planned = schedule(world, { after: anchorAt, until: anchorAt + 0.9 * HOUR_MS });
    const seen = new Set(sent.map(({ key, trouble }) => `${key} ${trouble}`));
    expect(planned.filter(({ key, trouble }) => !seen.has(`${key} ${trouble}`))).toEqual([]);
  });

  it("never says that something happened before it did", () => {
    const early = sent.filter(
      ({ receivedAt, takenAt, tellings }) =>
        receivedAt > takenAt || tellings.some(({ at }) => at > receivedAt),
    );
    expect(early).toEqual([]);
  });

  it(
    "finishes the local runs that an earlier process has started, and starts none twice",
    () => {
      const started = new Set(
        sent
          .filter(({ tellings }) => tellings[0]?.kind === "tender")
          .map(({ tellings }) => tellings[0]?.plan.id),
      );
      const second = 600;
      const traffic = liveTraffic(world, anchorAt + 1_200_000, [second]);
      const rest: OutgoingMessage[] = [];
      for (let now = anchorAt + 1_200_000; now < anchorAt + 2 * HOUR_MS; now += 4 * STEP_MS) {
        const message = traffic.next(now);
        if (message) rest.push(message);
      }
      const resumed = rest.filter(({ tellings }) => tellings[0]?.plan.id === `HV${1_501_000 + second}`);
      expect(resumed.length).toBeGreaterThan(3);
      expect(resumed.every(({ tellings }) => tellings[0]?.kind !== "tender")).toBe(true);
      expect(started.size).toBeGreaterThan(50);
    },
    TIMEOUT_MS,
  );
});
