import { describe, expect, it } from "vitest";
import { refusalText } from "./refusal-text";

describe("what a person reads when signing in did not work", () => {
  it("says how long to wait after too many tries", () => {
    expect(refusalText("rate_limited.30")).toContain("Wait 30 seconds");
    expect(refusalText("rate_limited.900")).toContain("Wait 15 minutes");
    expect(refusalText("rate_limited.nonsense")).toContain("Wait 60 seconds");
  });

  it("never repeats what stands in the address", () => {
    const text = refusalText("<script>alert(1)</script>");
    expect(text).not.toContain("script");
    expect(text).toContain("Try again");
  });

  it("says nothing when nothing went wrong", () => {
    expect(refusalText(null)).toBeNull();
    expect(refusalText("")).toBeNull();
  });
});
