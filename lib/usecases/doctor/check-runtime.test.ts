import { describe, expect, it } from "vitest";
import { checkRuntime, isAtLeast } from "./check-runtime";

describe("the security floor", () => {
  it("compares releases by number, not by letter", () => {
    expect(isAtLeast("16.4.6", "16.4.1")).toBe(true);
    expect(isAtLeast("16.4.1", "16.4.1")).toBe(true);
    expect(isAtLeast("16.10.0", "16.4.1")).toBe(true);
    expect(isAtLeast("17.0.0", "16.4.1")).toBe(true);
    expect(isAtLeast("16.4.0", "16.4.1")).toBe(false);
    expect(isAtLeast("0.9.9", "0.45.2")).toBe(false);
  });

  it("takes a pre-release for older than its release", () => {
    expect(isAtLeast("16.4.1-canary.3", "16.4.1")).toBe(false);
    expect(isAtLeast("16.5.0-canary.3", "16.4.1")).toBe(true);
  });

  it("is met by what is installed here", () => {
    const findings = checkRuntime();
    expect(findings.map((finding) => finding.subject)).toEqual([
      "node",
      "next",
      "drizzle-orm",
      "zod",
      "sharp",
    ]);
    for (const finding of findings) expect(finding.level, finding.message).toBe("ok");
  });
});
