import { describe, expect, it } from "vitest";
import { findTerms, numberPrefix } from "./find-terms";

const lookups = (text: string) => findTerms(text).map((term) => term.lookup);

describe("what a customer reads out is looked up", () => {
  it("in any case and with any separators", () => {
    expect(lookups(" bol-55.120 ")[0]).toBe("BOL55120");
    expect(lookups("1z 999 aa1 0123")).toEqual(["1Z999AA10123"]);
  });

  it("as it stands first, then without the word said before it", () => {
    expect(lookups("PRO 998 877 120")).toEqual(["PRO998877120", "998877120"]);
    expect(lookups("order SO10412")).toEqual(["ORDERSO10412", "SO10412"]);
  });

  it("but never loses letters that are part of the number", () => {
    expect(lookups("MSKU9070323")).toEqual(["MSKU9070323"]);
    expect(lookups("SO10412")).toEqual(["SO10412"]);
    expect(lookups("PROLOGIS")).toEqual(["PROLOGIS"]);
  });

  it("not at all when nothing is left", () => {
    expect(findTerms(" -- ")).toEqual([]);
  });

  it("as a shipment number only when it was not called something else", () => {
    expect(findTerms("shipment 10042").at(-1)).toEqual({ lookup: "10042", number: "SHP-10042" });
    expect(findTerms("order 10042").at(-1)).toEqual({ lookup: "10042", number: null });
  });
});

describe("a shipment number", () => {
  it("is found with and without its letters", () => {
    expect(numberPrefix("SHP10042")).toBe("SHP-10042");
    expect(numberPrefix("1004")).toBe("SHP-1004");
    expect(numberPrefix("SO10042")).toBeNull();
  });
});
