import { expect, test } from "vitest";
import { EXCEPTION_KINDS } from "../exception";
import { BUILT_IN_RUNBOOKS } from "./built-in-runbooks";

const HEADINGS = ["What it means", "What to check", "What to do", "If systems are down", "Whom to call"];

test.each(EXCEPTION_KINDS)(
  "%s has a runbook that fits beside the exception and answers all five questions",
  (kind) => {
    const text = BUILT_IN_RUNBOOKS[kind];
    const sections = text.split(/^### /m).slice(1);
    expect(sections.map((section) => section.split("\n")[0])).toEqual(HEADINGS);
    for (const section of sections) expect(section.split("\n").slice(1).join("").length).toBeGreaterThan(15);
    const lines = text.split("\n").filter((line) => line !== "");
    expect(lines.length).toBeGreaterThanOrEqual(12);
    expect(lines.length).toBeLessThanOrEqual(22);
    expect(text.length).toBeLessThan(2_500);
  },
);
