import { expect, it } from "vitest";
import { differenceWords, quantityWords } from "./stock-words";

it.each([
  ["12500.25", "12,500.25"],
  ["-1234567", "−1,234,567"],
  ["0.1234", "0.1234"],
  ["100", "100"],
])("the quantity %s reads %s", (decimal, words) => {
  expect(quantityWords(decimal)).toBe(words);
});

it("a difference always carries its sign", () => {
  expect([differenceWords("3"), differenceWords("-3"), differenceWords("0")]).toEqual(["+3", "−3", "0"]);
});
