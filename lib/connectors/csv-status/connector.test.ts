import { describe, expect, it } from "vitest";
import type { CsvStatusMapping, ParseContext } from "@/lib/domain/message/parsed-message";
import { csvStatusConnector } from "./connector";

const MAPPING: CsvStatusMapping = {
  delimiter: ";",
  columns: {
    status: "Vorgang",
    occurredAt: "Zeitpunkt",
    reference: "Auftrag",
    eventId: "Satz",
    city: "Ort",
    note: "Text",
    voids: "Storno",
  },
  referenceType: "order",
  moreReferences: { Sendung: "tracking" },
  timeFormat: "DD.MM.YYYY HH:mm",
  statuses: { Zugestellt: "delivered", "In Zustellung": "out_for_delivery" },
};
const HEADER = "Satz;Auftrag;Sendung;Vorgang;Zeitpunkt;Ort;Text;Storno";

function read(text: string | Uint8Array, context: ParseContext = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return csvStatusConnector.parse(bytes, context);
}

const mapped = (...rows: string[]) => read([HEADER, ...rows].join("\r\n"), { csv: MAPPING });
const found = (message: ReturnType<typeof read>) => message.problems.map(({ code, at }) => `${code} ${at}`);

describe("a status file read by its mapping", () => {
  it("gives one event a row, with every reference the mapping names", () => {
    const message = mapped("17;SO-1;T1;ZUGESTELLT ;02.03.2031 14:05;Köln;Hof;");
    expect(message).toMatchObject({ format: "csv", outcome: "events", problems: [] });
    expect(message.events[0]).toMatchObject({
      milestone: "delivered",
      classifier: "actual",
      occurred: { local: "2031-03-02T14:05", offset: null },
      references: [
        { type: "order", value: "SO-1" },
        { type: "tracking", value: "T1" },
      ],
      place: { city: "Köln" },
      partnerEventId: "17",
      rawCode: "ZUGESTELLT",
      note: "Hof",
      at: "row 2",
    });
  });

  it("finds the columns whatever their case and order, behind a byte order mark", () => {
    const text = "\uFEFFZEITPUNKT;vorgang;AUFTRAG\n02.03.2031;In Zustellung;SO-1\n";
    const message = read(text, { csv: MAPPING });
    expect(message.events[0]).toMatchObject({
      milestone: "out_for_delivery",
      occurred: { local: "2031-03-02" },
    });
  });

  it("reads line breaks inside quotes as part of the cell and counts rows as a spreadsheet does", () => {
    const message = mapped(
      '1;SO-1;;Zugestellt;02.03.2031 10:00;;"Tor 3\r\nklingeln";',
      "",
      "2;SO-2;;???;02.03.2031 11:00;;;",
    );
    expect(message.events[0]?.note).toBe("Tor 3\r\nklingeln");
    expect(message.events[1]?.at).toBe("row 4");
  });

  it("keeps an unknown status word as an unmapped event and asks for it once", () => {
    const message = mapped("1;SO-1;;Verladen;02.03.2031;;;", "2;SO-2;;Verladen;02.03.2031;;;");
    expect(message.events.map((event) => event.milestone)).toEqual(["unmapped", "unmapped"]);
    expect(found(message)).toEqual(["unmapped_code row 2"]);
    expect(message.problems[0]?.message).toContain("2 rows");
  });

  it("leaves out a row it can't trust, says which, and reads the others", () => {
    const message = mapped(
      "1;SO-1;;Zugestellt;31.02.2031 10:00;;;",
      "2;;;Zugestellt;02.03.2031 10:00;;;",
      "3;SO-3;;;02.03.2031 10:00;;;",
      "4;SO-4;;Zugestellt;02.03.2031 10:00;;;;;verschoben",
      "5;SO-5;;Zugestellt;02.03.2031 10:00;;;",
    );
    expect(message.events.map((event) => event.partnerEventId)).toEqual(["5"]);
    expect(found(message)).toEqual([
      "bad_date row 2",
      "missing_reference row 3",
      "missing_status row 4",
      "invalid_structure row 5",
    ]);
  });

  it("does not let one stray quote swallow the rows behind it", () => {
    const message = mapped(
      "1;SO-1;;Zugestellt;02.03.2031 10:00;;;",
      '2;"SO-2;;Zugestellt;02.03.2031 10:00;;;',
      "3;SO-3;;Zugestellt;02.03.2031 10:00;;;",
    );
    expect(message.events.map((event) => event.partnerEventId)).toEqual(["1", "3"]);
    expect(found(message)).toEqual(["invalid_structure row 3"]);
  });

  it("takes back an earlier event with a row that voids it", () => {
    const message = mapped("9;SO-1;;Zugestellt;02.03.2031 10:00;;;7");
    expect(message.events[0]).toMatchObject({
      milestone: "event_voided",
      voidsPartnerEventId: "7",
      partnerEventId: "9",
    });
  });

  it("keeps a row without a time, because what happened is known even if not when", () => {
    const message = mapped("1;SO-1;;Zugestellt;;;;");
    expect(message.events[0]?.occurred).toBeNull();
    expect(found(message)).toEqual(["missing_timestamp row 2"]);
  });

  it("lets a connection's override decide before the mapping", () => {
    const overrides = [
      { codeList: "csv-status", code: "Zugestellt", milestone: "delivered_partial" },
    ] as const;
    const message = read(`${HEADER}\n1;SO-1;;Zugestellt;02.03.2031;;;`, { csv: MAPPING, overrides });
    expect(message.events[0]?.milestone).toBe("delivered_partial");
  });

  it("scopes PRO numbers to the carrier behind the connection", () => {
    const csv: CsvStatusMapping = { ...MAPPING, referenceType: "pro" };
    const message = read(`${HEADER}\n1;123;;Zugestellt;02.03.2031;;;`, { csv, carrierScac: "ABCD" });
    expect(message.events[0]?.references[0]).toEqual({ type: "pro", value: "123", scope: "ABCD" });
  });
});

describe("a file the mapping does not fit", () => {
  it("names the missing column and the ones that are there", () => {
    const message = read("Auftrag;Vorgang\nSO-1;Zugestellt", { csv: MAPPING });
    expect(message.outcome).toBe("quarantine");
    expect(found(message)).toEqual(["missing_column row 1"]);
    expect(message.problems[0]?.message).toContain('"Zeitpunkt" (occurredAt)');
    expect(message.problems[0]?.message).toContain('Found: "Auftrag", "Vorgang"');
  });

  it("is read without an optional column, with a warning", () => {
    const message = read("Auftrag;Vorgang;Zeitpunkt\nSO-1;Zugestellt;02.03.2031", { csv: MAPPING });
    expect(message.outcome).toBe("events");
    expect(new Set(message.problems.map((problem) => problem.severity))).toEqual(new Set(["warning"]));
  });

  it("is quarantined when it is empty, and a document when it only has a header", () => {
    expect(found(read("", { csv: MAPPING }))).toEqual(["empty_file row 1"]);
    expect(found(read("\r\n \r\n", { csv: MAPPING }))).toEqual(["empty_file row 1"]);
    expect(mapped().outcome).toBe("facts");
  });

  it("repeats a problem of every row only so often", () => {
    const rows = Array.from({ length: 700 }, (_, index) => `${index};SO-1;;Zugestellt;gestern;;;`);
    const message = mapped(...rows);
    expect(message.outcome).toBe("quarantine");
    expect(message.problems).toHaveLength(501);
    expect(message.problems.at(-1)?.message).toContain("200 more rows");
  });
});

describe("a file without a mapping", () => {
  it("is read when its header uses common words", () => {
    const text =
      "Event ID,PRO Number,Order No,Status,Event Time,City,State\na1,P1,SO-1,Out for Delivery,03/02/2031 2:05 PM,Dayton,OH\n";
    const message = read(text);
    expect(message.events[0]).toMatchObject({
      milestone: "out_for_delivery",
      occurred: { local: "2031-03-02T14:05", offset: null },
      references: [
        { type: "pro", value: "P1" },
        { type: "order", value: "SO-1" },
      ],
      place: { city: "Dayton", region: "OH" },
      partnerEventId: "a1",
    });
  });

  it("asks for a mapping when it does not", () => {
    const message = read("Code;Meaning\n100;Picked up");
    expect(found(message)).toEqual(["missing_mapping row 1"]);
    expect(message.problems[0]?.message).toContain('"Code", "Meaning"');
  });
});

describe("the bytes", () => {
  it("in Windows-1252 are read, and the assumption is told", () => {
    const text = `${HEADER}\n1;SO-1;;Zugestellt;02.03.2031;K\u00f6ln;;`;
    const message = read(
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
      { csv: MAPPING },
    );
    expect(message.events[0]?.place?.city).toBe("Köln");
    expect(found(message)).toEqual(["encoding_assumed row 1"]);
  });

  it("in UTF-16 with a byte order mark are read", () => {
    const text = `\uFEFF${HEADER}\n1;SO-1;;Zugestellt;02.03.2031;Köln;;`;
    const message = read(Buffer.from(text, "utf16le"), { csv: MAPPING });
    expect(message.events[0]?.place?.city).toBe("Köln");
    expect(message.problems).toEqual([]);
  });

  it("of something that is no text are not read, and the reason names the NUL bytes", () => {
    const message = read(`${HEADER}\n1;SO-1;;Zugestellt;\u0000;;;`, { csv: MAPPING });
    expect(message.outcome).toBe("quarantine");
    expect(found(message)).toEqual(["invalid_structure row 1"]);
    expect(message.problems[0]?.message).toContain("NUL bytes (U+0000)");
  });
});

describe("recognising a status file", () => {
  it("goes by the extension, or by a header in common words", () => {
    expect(csvStatusConnector.recognises("a;b;c\n1;2;3", "x.CSV")).toBe(true);
    expect(csvStatusConnector.recognises("order,status,date\nSO-1,delivered,2031-03-02", undefined)).toBe(
      true,
    );
    expect(csvStatusConnector.recognises("a;b;c\n1;2;3", "x.txt")).toBe(false);
  });

  it("never takes an EDI interchange, JSON or XML for one, whatever its name", () => {
    for (const head of ["ISA*00*", "UNB+UNOC:3+", "ST*214*0001~", '{"status": 1}', "<order/>", ""]) {
      expect(csvStatusConnector.recognises(head, "x.csv")).toBe(false);
    }
  });
});
