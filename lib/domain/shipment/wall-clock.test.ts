import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../time/instant";
import { dayIn, pressingClockText, spanText, wallClockText, zoneText } from "./wall-clock";

const NOW = Date.parse("2026-11-20T22:30Z");

describe("a moment on the wall of its place", () => {
  it("belongs to the day of that place, not of the reader", () => {
    expect(dayIn("Europe/Oslo", NOW)).toBe("2026-11-20");
    expect(dayIn("Asia/Tokyo", NOW)).toBe("2026-11-21");
    expect(wallClockText(NOW, "Asia/Tokyo", NOW)).toBe("Today 07:30");
  });

  it("says the near days in words and leaves out what was not stated", () => {
    expect(wallClockText(NOW - 24 * HOUR_MS, "UTC", NOW)).toBe("Yest. 22:30");
    expect(wallClockText(NOW + 24 * HOUR_MS, "UTC", NOW)).toBe("Tom. 22:30");
    expect(wallClockText(Date.parse("2026-11-18T00:00Z"), "UTC", NOW, true)).toBe("18 Nov");
    expect(wallClockText(Date.parse("2025-11-18T08:00Z"), "UTC", NOW)).toBe("18 Nov 2025 08:00");
    expect(pressingClockText(NOW, "UTC", NOW)).toBe("22:30");
  });

  it("names the zone as people there do", () => {
    expect(zoneText(NOW, "America/Chicago")).toBe("CST");
    expect(zoneText(NOW, "Europe/Paris")).toBe("CET");
  });
});

describe("a span", () => {
  it("has at most two units and no seconds", () => {
    expect(spanText(8 * MINUTE_MS)).toBe("8 min");
    expect(spanText(-100 * MINUTE_MS)).toBe("1 h 40 m");
    expect(spanText(4 * HOUR_MS)).toBe("4 h");
    expect(spanText(51 * HOUR_MS)).toBe("2 d 3 h");
    expect(spanText(300 * HOUR_MS)).toBe("12 d");
  });
});
