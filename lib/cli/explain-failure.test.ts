import { describe, expect, it } from "vitest";
import { explainFailure } from "./explain-failure";

describe("a failed command", () => {
  it("is explained in one line", () => {
    expect(explainFailure(new Error("Two settings need attention:\n  A: missing\n  B: missing"))).toBe(
      "Two settings need attention: · A: missing · B: missing",
    );
  });

  it("by a refused connection says what to start, also when the error itself is mute", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
    expect(explainFailure(new AggregateError([refused], ""))).toBe(
      "connect ECONNREFUSED 127.0.0.1:5432: nothing answers there. Start Postgres, or correct DATABASE_URL.",
    );
    expect(explainFailure(new Error("The query failed", { cause: refused }))).toContain("Start Postgres");
  });
});
