import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, interchangeOf, isaOf, setOf } from "./fixtures/interchange";
import { parseX12, readX12Stream, X12Reader } from "./reader";

const STATUS = "B10*7741902*LD-1*RDRN\nLX*1\nAT7*D1*NS***20250310*0800*CT\nMS1*TULSA*OK*US";
const FILE = interchangeOf("214", [STATUS, STATUS.replace("LD-1", "LD-2")]);
const parse = (text: string) => parseX12(bytesOf(text), {});
const codesOf = (text: string) => parse(text).problems.map(({ code }) => code);
const shipmentsOf = (text: string) =>
  parse(text).events.map((event) => event.references.find(({ type }) => type === "shipment")?.value);

describe("layout a file may have", () => {
  it.each([
    ["a byte order mark and blank lines before the ISA", `\uFEFF\r\n\n  ${FILE}`],
    ["a line break after each segment", FILE.replaceAll("~", "~\r\n")],
    ["indented segments", FILE.replaceAll("~", "~\n      ")],
    ["blank lines between segments", FILE.replaceAll("~", "~\n\n\n")],
    ["lines wrapped at 80 characters", (FILE.match(/.{1,80}/g) ?? []).join("\r\n")],
    ["trailing blanks and a Ctrl-Z", `${FILE}  \r\n\u001a`],
    ["line feed as the terminator", FILE.replaceAll("~", "\n")],
    ["CR LF as the terminator", FILE.replaceAll("~", "\r\n")],
    ["CR as the terminator", FILE.replaceAll("~", "\r")],
    ["an apostrophe as the terminator", FILE.replaceAll("~", "'")],
    ["a pipe between elements", FILE.replaceAll("*", "|")],
    ["no line break after the last segment", FILE.replaceAll("~", "\n").trimEnd()],
  ])("reads %s", (_name, text) => {
    expect(shipmentsOf(text)).toEqual(["LD-1", "LD-2"]);
    expect(parse(text).problems).toEqual([]);
  });

  it("reads an ISA without padding by its separators, and says so", () => {
    const trimmed = FILE.replace(
      /ISA[^~]*~/,
      "ISA*00**00**02*RDRN*ZZ*MILEPOST*250310*0642*U*00401*41*0*P*>~",
    );
    expect(shipmentsOf(trimmed)).toEqual(["LD-1", "LD-2"]);
    expect(codesOf(trimmed)).toEqual(["isa_not_fixed_width"]);
  });

  it("reads names beyond ASCII in UTF-8, and in Windows-1252 where they are no UTF-8", () => {
    const accented = interchangeOf("214", [STATUS.replace("TULSA", "MONTRÉAL")]);
    expect(parse(accented).events[0]?.place?.city).toBe("MONTRÉAL");
    const latin = Uint8Array.from(accented, (char) => char.charCodeAt(0));
    expect(parseX12(latin, {}).events[0]?.place?.city).toBe("MONTRÉAL");
  });

  it("drops a ~ at line ends when the ISA makes the line break the terminator", () => {
    const text = `${isaOf({ terminator: "\n" })}${FILE.slice(106).replaceAll("~", "~\n")}`;
    expect(shipmentsOf(text)).toEqual(["LD-1", "LD-2"]);
    expect(codesOf(text)).toEqual(["invalid_structure"]);
  });

  it("reads line by line when no segment ends in the terminator the ISA names", () => {
    const text = `${FILE.slice(0, 106)}\n${FILE.slice(106).replaceAll("~", "\n")}`;
    expect(shipmentsOf(text)).toEqual(["LD-1", "LD-2"]);
    expect(codesOf(text)).toEqual(["invalid_structure"]);
  });

  it("reads several interchanges with other delimiters each", () => {
    const second = interchangeOf("214", [STATUS.replace("LD-1", "LD-9")], {
      element: "|",
      terminator: "\n",
      component: "^",
    });
    expect(shipmentsOf(`${FILE}\n${second}`)).toEqual(["LD-1", "LD-2", "LD-9"]);
    expect(codesOf(`${FILE}\n${second}`)).toEqual(["duplicate_control_number"]);
  });

  it("skips what stands before the first ISA, and says so", () => {
    const text = `X-Mailer: dropbox\n\n${FILE}`;
    expect(shipmentsOf(text)).toEqual(["LD-1", "LD-2"]);
    expect(codesOf(text)).toEqual(["invalid_structure"]);
  });
});

describe("what can't be read", () => {
  it.each([
    ["nothing", "", "empty_file"],
    ["blanks", " \r\n\t ", "empty_file"],
    ["other text", "Dear team, please find attached", "not_edi"],
    ["JSON", '{"status":"delivered"}', "not_edi"],
    ["segments without any header", "B10*1*2*RDRN~LX*1~AT7*D1*NS***20250310~", "missing_header"],
    ["a blank as element separator", FILE.replace("ISA*", "ISA "), "invalid_structure"],
    ["an ISA cut short", `ISA*00*          *00*          ~GS*QM*A*B~`, "isa_not_fixed_width"],
    ["an ISA with an element missing", FILE.replace("*U*00401*", "*00401*"), "invalid_structure"],
    ["terminator and component separator alike", FILE.replace("*>~", "*~~"), "invalid_structure"],
    ["an ISA alone", isaOf(), "missing_trailer"],
    [
      "an empty set",
      `${isaOf()}GS*QM*A*B*20250310*0642*77*X*004010~ST*214*0001~SE*2*0001~GE*1*77~IEA*1*41~`,
      "invalid_structure",
    ],
  ])("quarantines %s", (_name, text, code) => {
    const { outcome, events, problems } = parse(text);
    expect(outcome).toBe("quarantine");
    expect(events).toEqual([]);
    expect(problems.map((problem) => problem.code)).toContain(code);
  });

  it("goes on with the next interchange after one whose header can't be trusted", () => {
    const broken = FILE.replace("ISA*", "ISA ");
    const { outcome, events } = parse(`${broken}\n${FILE}`);
    expect(outcome).toBe("events");
    expect(events).toHaveLength(2);
  });
});

describe("bytes that never become an interchange", () => {
  const secondsFor = (text: string) => {
    const bytes = bytesOf(text);
    const startedAt = performance.now();
    parseX12(bytes, {});
    return (performance.now() - startedAt) / 1_000;
  };

  it.each([
    ["lines without end", (size: number) => `hello${"\n".repeat(size)}x`],
    ["blank lines between two words inside a segment", (size: number) => `${isaOf()}X${"\n".repeat(size)}X~`],
    ["ISA over and over", (size: number) => `hello ${"ISA  ".repeat(size / 5)}`],
  ])("cost time in proportion to their length: %s", (_name, textOf) => {
    secondsFor(textOf(16_384));
    const quarter = Math.min(secondsFor(textOf(262_144)), secondsFor(textOf(262_144)));
    const whole = Math.min(secondsFor(textOf(1_048_576)), secondsFor(textOf(1_048_576)));
    // quadratic would be 16 times as long; the floor keeps the clock's grain out of the ratio
    expect(whole / Math.max(quarter, 0.02)).toBeLessThan(10);
  });

  it("are skipped up to the next interchange, wherever the portions are cut", () => {
    const bytes = bytesOf(`hello${" ".repeat(5_000)}\n${" \n".repeat(500)}${FILE}`);
    for (const size of [1, 3, 7, 64, 4_096]) {
      const reader = new X12Reader({});
      for (let from = 0; from < bytes.length; from += size) reader.push(bytes.subarray(from, from + size));
      reader.end();
      expect(reader.take().events).toHaveLength(2);
    }
  });
});

describe("fragments", () => {
  const bare = setOf("214", "0001", STATUS).join("~");

  it("reads a set without an envelope, and says what is missing", () => {
    const { outcome, events, problems, groups } = parse(`${bare}~`);
    expect(outcome).toBe("events");
    expect(events[0]).toMatchObject({ milestone: "delivered", sent: null });
    expect(problems.map(({ code }) => code)).toEqual(["no_envelope"]);
    expect(groups).toEqual([]);
  });

  it("reads a group without an interchange", () => {
    const group = FILE.slice(FILE.indexOf("GS*"), FILE.indexOf("IEA*"));
    expect(shipmentsOf(group)).toEqual(["LD-1", "LD-2"]);
    expect(codesOf(group)).toEqual(["missing_header"]);
  });

  it("does not read a fragment that breaks off", () => {
    expect(parse(bare.slice(0, bare.indexOf("MS1"))).outcome).toBe("quarantine");
  });
});

describe("any delimiters, any portions", () => {
  const delimiters = fc
    .uniqueArray(fc.constantFrom(..."*|~'^:>!@#;+=&\n\u001c\u001d\u001f"), { minLength: 3, maxLength: 3 })
    .filter(([element, component]) => element !== "\n" && component !== "\n");
  const value = fc.string({
    unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -./é"),
    maxLength: 20,
  });
  const segment = fc.tuple(
    fc.constantFrom("L11", "N1", "NTE", "ZZZ"),
    fc.array(value, { minLength: 1, maxLength: 6 }),
  );

  it("gives the same sets however a file is delimited and cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        delimiters,
        fc.array(fc.array(segment, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 400 }),
        async ([element = "*", component = ">", terminator = "~"], sets, size) => {
          const bodies = sets.map((segments, index) =>
            [
              `B10*P${index}*S${index}*RDRN`,
              "LX*1",
              `AT7*D1*NS***20250310*0800`,
              ...segments.map(([tag, values]) => [tag, ...values].join("*")),
            ].join("\n"),
          );
          const text = interchangeOf("214", bodies, { element, component, terminator });
          const bytes = bytesOf(text);
          const whole = parseX12(bytes, {});
          expect(whole.documents.map(({ number }) => Number(number))).toEqual(
            bodies.map((_body, index) => index + 1),
          );
          expect(whole.events.map(({ milestone }) => milestone)).toEqual(bodies.map(() => "delivered"));
          expect(whole.problems.filter(({ code }) => code.includes("mismatch"))).toEqual([]);
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          const events = [];
          const problems = [];
          for await (const portion of readX12Stream(chunks, {})) {
            events.push(...portion.events);
            problems.push(...portion.problems);
          }
          expect(events).toEqual(whole.events);
          expect(problems).toEqual(whole.problems);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(["events", "facts", "quarantine"]).toContain(parseX12(bytes, {}).outcome);
      }),
      { numRuns: 300 },
    );
  });

  it("never throws on a file that was damaged anywhere, and says what is wrong in whole sentences", () => {
    const bytes = bytesOf(FILE);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(bytes.length),
        (hits, length) => {
          const damaged = Uint8Array.from(bytes);
          for (const [at, byte] of hits) damaged[at] = byte;
          const { outcome, problems } = parseX12(damaged.subarray(0, length), {});
          expect(["events", "facts", "quarantine"]).toContain(outcome);
          for (const { message, severity } of problems) {
            expect(message).toMatch(/^[A-Z][\s\S]*[^.]\.$/);
            if (severity === "error") expect(message).toContain("kept");
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("holds one set at a time: what is complete can be taken before the file ends", () => {
    const reader = new X12Reader({});
    const bytes = bytesOf(FILE.padEnd(8_192));
    reader.push(bytes.subarray(0, FILE.indexOf("SE*")));
    expect(reader.take().events).toEqual([]);
    reader.push(bytes.subarray(FILE.indexOf("SE*")));
    expect(reader.take().events).toHaveLength(2);
    reader.end();
    expect(reader.take().events).toEqual([]);
    expect(reader.outcome).toBe("events");
  });
});
