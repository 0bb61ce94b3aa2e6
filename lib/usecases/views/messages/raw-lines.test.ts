import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { rawLines } from "./raw-lines";
import { readableBody } from "./readable-body";

const HINTS = { format: null, fileName: null, form: "pretty" } as const;

async function linesOf(text: string | Buffer, hints: { readonly fileName?: string } = {}) {
  return rawLines(await readableBody(Buffer.from(text as string), null, 1_000_000), { ...HINTS, ...hints });
}

const ISA =
  "ISA*00*          *00*          *02*HALD           *ZZ*MILEPOST       *260110*0915*U*00401*000000007*0*P*>~";

describe("the readable form of an EDI message", () => {
  it("numbers segments from 1 over the whole file, line breaks or not", async () => {
    const lines = await linesOf(
      `\uFEFF\r\n${ISA}\r\nGS*QM*HALD*MILEPOST*20260110*0915*7*X*004010~ST*214*0001~`,
    );
    expect(lines.language).toBe("x12");
    expect(lines.slice(1, 2)).toMatchObject({
      elementSeparator: "*",
      terminator: "~",
      lines: [
        { number: 2, id: "GS" },
        { number: 3, id: "ST", elements: ["214", "0001"] },
      ],
    });
    expect(lines.find("segment 3")).toEqual({ from: 2, to: 2 });
    expect(lines.find("row 3")).toBeNull();
  });

  it("takes the delimiters of each interchange from its own header", async () => {
    const second = ISA.replaceAll("*", "|").replace("~", "\n");
    const lines = await linesOf(`${ISA}IEA*0*000000007~${second}IEA|0|000000007\n`);
    const content = lines.slice(2, 2);
    expect(content.kind === "segments" && content.lines.map((line) => line.elements.length)).toEqual([16, 2]);
  });

  it("keeps a released terminator inside its EDIFACT segment", async () => {
    const lines = await linesOf("UNB+UNOA:2+A+B+260110:0915+1'FTX+AAI+++DON?'T DROP'UNZ+0+1'");
    expect(lines.total).toBe(3);
    expect(lines.slice(1, 1)).toMatchObject({ lines: [{ number: 2, id: "FTX" }] });
  });

  it("shows what only looks like X12 as plain text", async () => {
    expect((await linesOf("ISA broken beyond reading")).language).toBe("text");
  });
});

describe("the readable form of JSON", () => {
  const text = '{"id":12345678901234567890,"result":{"list":[{"a":1},{"b":[]}]},"id":2}';

  it("changes no value, not even a number too big for a double or a repeated key", async () => {
    const content = (await linesOf(text)).slice(0, 99);
    const shown = content.kind === "text" ? content.lines.map((line) => line.text.trim()).join("") : "";
    expect(shown.replaceAll(": ", ":")).toBe(text);
  });

  it("marks every line of the object a position names, and its holder when the leaf is missing", async () => {
    const lines = await linesOf(text);
    expect(lines.find("$.result.list[1]")).toEqual({ from: 7, to: 9 });
    expect(lines.find("result.list[1].nothing")).toEqual({ from: 7, to: 9 });
    expect(lines.find("$")).toEqual({ from: 0, to: lines.total - 1 });
    expect(lines.find("other.place")).toBeNull();
    expect(lines.find("a]b")).toBeNull();
  });

  it("shows a message that breaks off up to where it does", async () => {
    const lines = await linesOf('{"a":[{"b":1},{"c":"cut of');
    expect(lines.total).toBe(7);
    expect(lines.find("$.a[1].c")).toEqual({ from: 6, to: 6 });
  });

  it("folds one endless string instead of stretching the page", async () => {
    const lines = await linesOf(JSON.stringify({ label: "x".repeat(10_000), next: 1 }));
    const content = lines.slice(0, 99);
    expect(content.kind === "text" && content.lines.map((line) => line.number)).toEqual([
      1,
      2,
      null,
      null,
      3,
      4,
    ]);
    expect(lines.find("$.label")).toEqual({ from: 1, to: 3 });
    expect(lines.find("$.next")).toEqual({ from: 4, to: 4 });
  });
});

describe("other forms", () => {
  it("reads a delimited file as rows whatever its delimiter", async () => {
    const lines = await linesOf('ref;status\n"A;1";OK\nB2;late\n', { fileName: "status.csv" });
    expect(lines.slice(1, 1)).toEqual({
      kind: "rows",
      columns: 2,
      lines: [{ number: 2, cells: ["A;1", "OK"] }],
    });
    expect(lines.find("row 3")).toEqual({ from: 2, to: 2 });
  });

  it("shows binary as bytes, sixteen a line", async () => {
    const lines = await linesOf(Buffer.from([0, 1, 2, 65, ...new Array(14).fill(66)]));
    expect(lines.language).toBe("bytes");
    expect(lines.slice(1, 1)).toEqual({
      kind: "bytes",
      lines: [{ number: 2, offset: 16, hex: "42 42", ascii: "BB" }],
    });
  });

  it("inflates gzip no further than the limit and says when it is none", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 0x41));
    const body = await readableBody(bomb, "gzip", 1_000);
    expect([body.bytes.length, body.cut, body.inflated]).toEqual([1_000, true, true]);
    expect((await readableBody(Buffer.from("plain"), "gzip", 1_000)).inflated).toBe(false);
  });

  it("falls back to windows-1252 for bytes that are no UTF-8", async () => {
    const body = await readableBody(Buffer.from([0x4b, 0xf6, 0x6c, 0x6e]), null, 100);
    expect([body.charset, body.text]).toEqual(["windows-1252", "Köln"]);
  });
});
