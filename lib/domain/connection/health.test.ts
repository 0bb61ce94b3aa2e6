import { describe, expect, it } from "vitest";
import { type ConnectionFacts, connectionHealth } from "./health";

const quiet: ConnectionFacts = {
  ...{ enabled: true, taken: 0, refused: 0, waiting: 0, everReceived: true, paused: false },
  habit: "unknown",
};

describe("the health of a connection", () => {
  it("is new before the first message, ok while they come and silent when they stop", () => {
    expect(connectionHealth({ ...quiet, everReceived: false })).toBe("new");
    expect(connectionHealth({ ...quiet, taken: 3 })).toBe("ok");
    expect(connectionHealth(quiet)).toBe("silent");
  });

  it("is silent by its own habit, however much came today, and is not when it is always quiet then", () => {
    expect(connectionHealth({ ...quiet, taken: 40, habit: "silent" })).toBe("silent");
    expect(connectionHealth({ ...quiet, habit: "usual" })).toBe("ok");
  });

  it("is paused when a person holds it back, whatever waits", () => {
    expect(connectionHealth({ ...quiet, paused: true, waiting: 9 })).toBe("paused");
    expect(connectionHealth({ ...quiet, paused: true, enabled: false })).toBe("off");
  });

  it("is refusing only when nothing at all gets through", () => {
    expect(connectionHealth({ ...quiet, refused: 5 })).toBe("refusing");
    expect(connectionHealth({ ...quiet, refused: 5, taken: 1 })).toBe("ok");
  });

  it("calls for attention while a message or a code waits, unless the door is the graver problem", () => {
    expect(connectionHealth({ ...quiet, taken: 9, waiting: 1 })).toBe("attention");
    expect(connectionHealth({ ...quiet, refused: 1, waiting: 1 })).toBe("refusing");
  });

  it("is off when switched off, whatever else", () => {
    expect(connectionHealth({ ...quiet, enabled: false, refused: 9, waiting: 9 })).toBe("off");
  });
});
