import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { progressLine, withProgress } from "./progress";

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { written, stream: { isTTY, columns: 80, write: (text: string) => written.push(text) } };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe("progress", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("stays silent for work of less than two seconds", async () => {
    const { written, stream } = recorder(true);
    const work = withProgress({ label: "replay", total: 10, stream }, () => wait(1_900));
    await vi.advanceTimersByTimeAsync(2_000);
    await work;
    expect(written).toEqual([]);
  });

  it("draws a bar on a terminal and wipes it at the end, also after a failure", async () => {
    const { written, stream } = recorder(true);
    const work = withProgress({ label: "replay", total: 10, stream }, async (progress) => {
      progress.advance(5);
      await wait(3_000);
      throw new Error("stopped");
    });
    const outcome = expect(work).rejects.toThrow("stopped");
    await vi.advanceTimersByTimeAsync(3_000);
    await outcome;
    expect(written[0]).toContain("replay [############------------] 50% 5/10 0:02");
    expect(written.at(-1)).toBe("\r\u001b[K");
  });

  it("writes a line every ten seconds into a log", async () => {
    const { written, stream } = recorder(false);
    const work = withProgress({ label: "rebuild", unit: "shipments", stream }, async (progress) => {
      progress.moveTo(40);
      progress.note("acme");
      await wait(25_000);
    });
    await vi.advanceTimersByTimeAsync(25_000);
    await work;
    expect(written).toEqual(["rebuild 40 shipments 0:10 acme\n", "rebuild 40 shipments 0:20 acme\n"]);
  });
});

describe("a progress line", () => {
  it("says how long is left, and fits the terminal", () => {
    const state = { done: 25, noted: "x".repeat(100) };
    const options = { label: "parse", total: 100, unit: "files" };
    expect(progressLine(options, state, 60_000)).toContain("25% 25/100 files 1:00 about 3:00 left");
    expect(progressLine(options, state, 60_000, 60)).toHaveLength(59);
  });
});
