import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Message, mailHtml, slackPayload, teamsPayload, webhookPayload } from "./formats";
import { nextDigestAt, quietUntil } from "./quiet-hours";
import { MOST_ATTEMPTS, retryDelayMs } from "./retry";
import { chooseTemplate, fillTemplate, isTimely, unknownPlaceholders } from "./template";

const MESSAGE: Message = {
  id: "n1",
  kind: "opened",
  title: "Late <b> & *bold*",
  body: "One\nTwo <script>",
  link: "https://milepost.example/exceptions/1?a=1&b=2",
  createdAt: "2026-11-20T12:00:00.000Z",
  severity: "high",
  count: 1,
  open: 1,
};

describe("a message in each channel", () => {
  it("lets no partner's text become markup", () => {
    expect(mailHtml(MESSAGE)).not.toMatch(/<script>|<b>/);
    expect(mailHtml(MESSAGE)).toContain("a=1&amp;b=2");
    expect(JSON.stringify(slackPayload(MESSAGE))).toContain("Late &lt;b&gt; &amp; *bold*");
    expect(JSON.stringify(teamsPayload(MESSAGE))).toContain("\\\\*bold\\\\*");
  });

  it("is typed and dated for programs", () => {
    expect(webhookPayload(MESSAGE)).toMatchObject({
      type: "notice.opened",
      timestamp: MESSAGE.createdAt,
      data: { id: "n1" },
    });
  });
});

const at = (text: string) => Date.parse(text);
const NIGHT = { fromMinute: 22 * 60, untilMinute: 7 * 60 };

describe("quiet hours", () => {
  it("follow the wall clock of their zone, over midnight and over the change of the clocks", () => {
    expect(quietUntil(NIGHT, "Europe/Amsterdam", at("2026-11-20T12:00Z"))).toBeNull();
    expect(quietUntil(NIGHT, "Europe/Amsterdam", at("2026-11-20T22:30Z"))).toBe(at("2026-11-21T06:00Z"));
    expect(quietUntil(NIGHT, "Europe/Amsterdam", at("2026-10-24T21:00Z"))).toBe(at("2026-10-25T06:00Z"));
    expect(quietUntil(NIGHT, "America/Chicago", at("2026-11-20T12:00Z"))).toBe(at("2026-11-20T13:00Z"));
  });

  it("always end later than now, within a day and an hour", () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const zones = fc.constantFrom(
      "Europe/Amsterdam",
      "America/Chicago",
      "Asia/Kolkata",
      "Australia/Sydney",
      "UTC",
    );
    const property = fc.property(
      minute,
      minute,
      zones,
      fc.integer({ min: 1_760_000_000, max: 1_800_000_000 }),
      (fromMinute, untilMinute, zone, seconds) => {
        const end = quietUntil({ fromMinute, untilMinute }, zone, seconds * 1_000);
        if (end === null) return;
        expect(end).toBeGreaterThan(seconds * 1_000);
        expect(end - seconds * 1_000).toBeLessThanOrEqual(25 * 3_600_000);
      },
    );
    fc.assert(property, { numRuns: 200 });
  });

  it("a daily digest comes at seven there", () => {
    expect(nextDigestAt({ zone: "Europe/Amsterdam" }, 1_440, at("2026-11-20T12:00Z"))).toBe(
      at("2026-11-21T06:00Z"),
    );
    expect(nextDigestAt({ zone: "Europe/Amsterdam" }, 60, at("2026-11-20T12:20Z"))).toBe(
      at("2026-11-20T13:00Z"),
    );
  });
});

describe("trying again", () => {
  it("waits longer each time, never the same for all, and ends", () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, 1))).toEqual([30_000, 60_000, 120_000]);
    expect(retryDelayMs(3, 0)).toBe(60_000);
    expect(retryDelayMs(MOST_ATTEMPTS - 1, 1)).toBe(7_200_000);
    expect(retryDelayMs(MOST_ATTEMPTS, 1)).toBeNull();
  });
});

describe("what customers are told", () => {
  it("is filled in once, as text, on one line", () => {
    expect(
      fillTemplate("{shipment}: {place}, {eta} {other}", {
        shipment: "SHP-1",
        place: "{eta}\r\nBcc: x",
        eta: null,
      }),
    ).toBe("SHP-1: {eta} Bcc: x, – {other}");
    expect(unknownPlaceholders("{shipment} {other} {other}")).toEqual(["other"]);
  });

  it("is their own text before everyone's, and nothing where their own is off", () => {
    const row = (customer: string, enabled: boolean) => ({
      customer,
      language: "en",
      milestone: "delivered",
      enabled,
    });
    const wanted = { customer: "Keller", language: "en", milestone: "delivered" };
    expect(chooseTemplate([row("", true), row("Keller", true)], wanted)?.customer).toBe("Keller");
    expect(chooseTemplate([row("", true), row("Keller", false)], wanted)).toBeNull();
    expect(chooseTemplate([row("", true)], { ...wanted, language: "nl" })).toBeNull();
  });

  it("is told only while it is news", () => {
    const heard = { occurredAt: 0, receivedAt: 3_600_000 };
    expect(isTimely("delayed", { ...heard, status: "in_transit" })).toBe(true);
    expect(isTimely("delayed", { ...heard, status: "delivered" })).toBe(false);
    expect(isTimely("picked_up", { ...heard, status: "delivered" })).toBe(false);
    expect(isTimely("delivered", { occurredAt: 0, receivedAt: 86_400_001, status: "delivered" })).toBe(false);
  });
});
