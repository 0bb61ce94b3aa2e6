import { expect, test } from "vitest";
import { matchingPeople, mentionedIn, nameBeingTyped, withName } from "./mentions";

const VOS = { id: "1", name: "Rita Vos" };
const RITA = { id: "3", name: "Rita" };
const OKAFOR = { id: "2", name: "Moses Okafor" };

test("a name is being typed only right behind an at sign that begins a word", () => {
  expect(nameBeingTyped("ask @ri", 7)).toBe("ri");
  expect(nameBeingTyped("@", 1)).toBe("");
  expect(nameBeingTyped("mail a@b", 8)).toBeNull();
  expect(nameBeingTyped("ask @ri\nnext", 12)).toBeNull();
});

test("people are found by the start of any part of their name, and not once it is written out", () => {
  expect(matchingPeople([VOS, OKAFOR], "ok")).toEqual([OKAFOR]);
  expect(matchingPeople([VOS, OKAFOR], "")).toEqual([VOS, OKAFOR]);
  expect(matchingPeople([VOS, OKAFOR], "Rita Vos")).toEqual([]);
});

test("a chosen name replaces what was typed and nobody is named who was taken out again", () => {
  const { text, caret } = withName("ask @ri today", 7, VOS.name);
  expect(text).toBe("ask @Rita Vos  today");
  expect(caret).toBe(14);
  expect(mentionedIn(text, [VOS, OKAFOR])).toEqual(["1"]);
  expect(mentionedIn("ask Rita", [VOS, OKAFOR])).toEqual([]);
});

test("who has the beginning of a colleague's name is not named with them", () => {
  const people = [RITA, VOS, OKAFOR];
  expect(mentionedIn("ask @Rita Vos", people)).toEqual(["1"]);
  expect(mentionedIn("ask @Rita, then @Rita Vos", people)).toEqual(["3", "1"]);
  expect(mentionedIn("ask @Ritas friend", people)).toEqual([]);
});
