import { expect, test } from "vitest";
import { readEffectiveAt } from "./policy-form";

const typed = (effectiveAt: string) => {
  const form = new FormData();
  form.set("effectiveAt", effectiveAt);
  return readEffectiveAt(form, "Europe/Amsterdam");
};

test("a policy takes force by the clock of the company, wherever its editor sits", () => {
  expect(typed("2026-11-22T08:00")).toBe("2026-11-22T07:00:00.000Z");
  expect(typed("")).toBeNull();
  expect(typed("9999-01-01T00:00")).toBe("9999-01-01T00:00");
});
