import { expect, it } from "vitest";
import type { PersonDto } from "@/lib/contracts/people";
import { personTable } from "./person-table";

const person = (email: string, over: Partial<PersonDto> = {}): PersonDto => ({
  id: email,
  email,
  name: "R. Vos",
  role: "dispatcher",
  signIn: "password",
  disabledAt: null,
  openSessions: 0,
  lastSeenAt: null,
  ...over,
});

it("lists people in columns that line up, and says who is shut out", () => {
  const shut = person("m.okafor@example.test", {
    name: "M. Okafor",
    role: "finance",
    disabledAt: "2026-11-20T12:00:00Z",
  });
  expect(personTable([person("r.vos@example.test", { openSessions: 2 }), shut])).toBe(
    [
      "r.vos@example.test     dispatcher  enabled   2 sessions  R. Vos",
      "m.okafor@example.test  finance     disabled  0 sessions  M. Okafor",
      "",
    ].join("\n"),
  );
});

it("prints nothing for nobody", () => {
  expect(personTable([])).toBe("");
});
