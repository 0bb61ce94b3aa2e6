import { describe, expect, it } from "vitest";
import {
  behindBy,
  loadedPercent,
  type ModelReading,
  modelShare,
  type OdooReading,
  odooHealth,
  slowestBehind,
} from "./reading-health";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

const model: ModelReading = {
  pace: "fast",
  loadedAt: ago(3_600),
  polledAt: ago(3),
  expectedCount: 300,
  recordCount: 300,
  hasError: false,
};
const fine: OdooReading = {
  enabled: true,
  isSetUp: true,
  breaker: "closed",
  pollSeconds: 5,
  models: [model, { ...model, pace: "slow", polledAt: ago(40) }],
};

describe("the health of reading an Odoo", () => {
  it("is fine while every model is looked at by its own clock, masters ten times as seldom", () => {
    expect(odooHealth(fine, now)).toBe("ok");
    expect(odooHealth({ ...fine, models: [{ ...model, pace: "slow", polledAt: ago(290) }] }, now)).toBe("ok");
  });

  it("is behind when a model was not looked at for over a minute and six of its intervals", () => {
    expect(odooHealth({ ...fine, models: [{ ...model, polledAt: ago(59) }] }, now)).toBe("ok");
    expect(odooHealth({ ...fine, models: [{ ...model, polledAt: ago(61) }] }, now)).toBe("behind");
    expect(odooHealth({ ...fine, pollSeconds: 60, models: [{ ...model, polledAt: ago(301) }] }, now)).toBe(
      "ok",
    );
  });

  it("is away while Odoo is not asked, whatever else, and trying while one call finds out", () => {
    const failing = { ...fine, models: [{ ...model, hasError: true }] };
    expect(odooHealth({ ...failing, breaker: "open" }, now)).toBe("away");
    expect(odooHealth({ ...failing, breaker: "half_open" }, now)).toBe("trying");
    expect(odooHealth(failing, now)).toBe("refused");
  });

  it("is loading until the last model is in, and from before the first one has begun", () => {
    expect(odooHealth({ ...fine, models: [] }, now)).toBe("loading");
    expect(odooHealth({ ...fine, models: [model, { ...model, loadedAt: null }] }, now)).toBe("loading");
  });

  it("is not set up without a key, and off when switched off", () => {
    expect(odooHealth({ ...fine, isSetUp: false, breaker: "open" }, now)).toBe("not_set_up");
    expect(odooHealth({ ...fine, enabled: false, isSetUp: false }, now)).toBe("off");
  });
});

describe("how far behind the reading is", () => {
  it("is the age of the last look, and for the whole that of the slowest fast model", () => {
    expect(behindBy(model, now)).toBe(3_000);
    expect(
      slowestBehind(
        [model, { ...model, polledAt: ago(9) }, { ...model, pace: "slow", polledAt: ago(50) }],
        now,
      ),
    ).toBe(9_000);
  });

  it("is not said before the first load is through", () => {
    expect(behindBy({ ...model, loadedAt: null }, now)).toBeNull();
    expect(slowestBehind([], now)).toBeNull();
  });
});

describe("the share of a first load", () => {
  it("reaches 100 only when every model is in, even when more came than was expected", () => {
    const over = { ...model, loadedAt: null, recordCount: 400 };
    expect(modelShare(over)).toBe(0.99);
    expect(loadedPercent([over])).toBe(99);
    expect(loadedPercent([model])).toBe(100);
  });

  it("weighs models by their size and counts one that has not begun as nothing read", () => {
    const waiting = { ...model, loadedAt: null, expectedCount: null, recordCount: 0 };
    expect(loadedPercent([{ ...model, loadedAt: null, recordCount: 150 }, waiting])).toBe(49);
    expect(loadedPercent([waiting])).toBe(0);
    expect(loadedPercent([])).toBe(0);
  });

  it("is through for a model that holds nothing", () => {
    expect(loadedPercent([{ ...model, expectedCount: 0, recordCount: 0 }])).toBe(100);
  });
});
