import { describe, expect, it } from "vitest";
import { limitLines, readLimits, settingText } from "./setting-text";

describe("limits", () => {
  it("are read as they are written, to the unit of their currency", () => {
    expect(readLimits("5,000.00 usd\n\n 1395 JPY ")).toEqual({ limits: { USD: 500_000, JPY: 1_395 } });
    expect(readLimits(limitLines({ USD: 500_000, JPY: 1_395 }))).toEqual({
      limits: { USD: 500_000, JPY: 1_395 },
    });
    expect(settingText({ USD: 500_000 })).toBe("5,000.00 USD");
  });

  it.each(["5000", "USD 5", "1.234 JPY", "-5 USD", "5 USD\n6 USD"])(
    "name the line that is none: %s",
    (text) => {
      expect(readLimits(text)).toEqual({ wrong: text.split("\n").at(-1) });
    },
  );
});
