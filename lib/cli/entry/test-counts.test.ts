import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countPlaywright, countVitest, summaryLine } from "./test-counts.mjs";

describe("the counts of a test run", () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "milepost-counts-"));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  function report(content: unknown): string {
    const path = join(home, "report.json");
    writeFileSync(path, JSON.stringify(content));
    return path;
  }
  const unit = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

  it("are those of the report when the run ended well", () => {
    expect(countVitest(report(unit), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it("hold a failure when the run failed, whatever its report says", () => {
    expect(countVitest(report(unit), 1).failed).toBe(1);
  });

  it("hold a failure when there is no report", () => {
    expect(countVitest(join(home, "absent.json"), 0).failed).toBe(1);
  });

  it("count a test file that could not be loaded as failed", () => {
    const broken = { status: "failed", assertionResults: [] };
    expect(countVitest(report({ ...unit, testResults: [broken, broken] }), 1).failed).toBe(2);
  });

  it("count what went wrong around the browser tests as failed", () => {
    const content = { stats: { expected: 2, flaky: 0, unexpected: 1, skipped: 0 }, errors: [{}] };
    expect(countPlaywright(report(content), 1)).toEqual({ passed: 2, failed: 2, skipped: 0 });
  });

  it("end in a line that names skipped tests only when there are some", () => {
    expect(summaryLine({ passed: 5, failed: 0, skipped: 0 })).toBe("5 passed, 0 failed");
    expect(summaryLine({ passed: 5, failed: 1, skipped: 2 })).toBe("5 passed, 1 failed, 2 skipped");
  });
});
