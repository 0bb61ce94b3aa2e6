import { expect, test } from "vitest";
import { actionOf, EMPTY_DRAFT } from "./action-draft";

const NOW = Date.parse("2026-03-28T21:30:00Z");
const ZONE = "Europe/Paris";

test("a snooze until tomorrow morning ends at six on the wall of the company, also when the clocks change that night", () => {
  expect(actionOf("snooze", { ...EMPTY_DRAFT, until: "morning" }, ZONE, NOW)).toMatchObject({
    untilAt: "2026-03-29T04:00:00.000Z",
  });
});

test("a snooze for an event alone has no time", () => {
  expect(
    actionOf("snooze", { ...EMPTY_DRAFT, until: "none", untilEvent: "pod_received" }, ZONE, NOW),
  ).toEqual({
    action: "snooze",
    untilAt: null,
    untilEvent: "pod_received",
  });
});

test("a time that is typed is read in the company's zone", () => {
  const draft = { ...EMPTY_DRAFT, text: "Test sender", until: "at", untilLocal: "2026-04-01T08:00" } as const;
  expect(actionOf("ignore", draft, ZONE, NOW)).toEqual({
    action: "ignore",
    reason: "Test sender",
    untilAt: "2026-04-01T06:00:00.000Z",
  });
});

test("assigning to nobody takes it from whoever has it", () => {
  expect(actionOf("assign", EMPTY_DRAFT, ZONE, NOW)).toEqual({ action: "assign", assigneeId: null });
});
