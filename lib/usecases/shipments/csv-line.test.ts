import { describe, expect, it } from "vitest";
import { csvLine } from "./csv-line";

describe("a cell of an export", () => {
  it("never runs as a formula, whatever a partner wrote into it", () => {
    for (const start of ["=", "+", "-", "@", "\t"]) {
      expect(csvLine([`${start}1+1`])).toBe(`'${start}1+1\r\n`);
    }
    expect(csvLine(['=HYPERLINK("http://x","y")'])).toBe(`"'=HYPERLINK(""http://x"",""y"")"\r\n`);
    expect(csvLine(["\r=1"])).toBe(`"'\r=1"\r\n`);
  });

  it("keeps separators, quotes and line ends inside the cell", () => {
    expect(csvLine(["Brouwer, Foods", 'said "no"', "two\nlines"])).toBe(
      '"Brouwer, Foods","said ""no""","two\nlines"\r\n',
    );
  });

  it("is empty for what is not known, and a number for a number", () => {
    expect(csvLine([null, 37, "", "→"])).toBe(",37,,→\r\n");
  });
});
