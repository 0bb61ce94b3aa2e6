import { describe, expect, it } from "vitest";
import { bytesOf, interchangeOf, isaOf, setOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

const STATUS = "B10*7741902*LD-1*RDRN\nLX*1\nAT7*D1*NS***20250310*0800*CT";
const FILE = interchangeOf("214", [STATUS, STATUS.replace("LD-1", "LD-2")]);
const parse = (text: string) => parseX12(bytesOf(text), {});

describe("trailers that do not add up", () => {
  it.each([
    ["SE01", "SE*5*0001", "SE*9*0001", "envelope_count_mismatch", "segment 7"],
    ["SE02", "SE*5*0002", "SE*5*0009", "control_number_mismatch", "segment 12"],
    ["GE01", "GE*2*77", "GE*3*77", "envelope_count_mismatch", "segment 13"],
    ["GE02", "GE*2*77", "GE*2*78", "control_number_mismatch", "segment 13"],
    ["IEA01", "IEA*1*000000041", "IEA*2*000000041", "envelope_count_mismatch", "segment 14"],
    ["IEA02", "IEA*1*000000041", "IEA*1*000000042", "control_number_mismatch", "segment 14"],
  ])("warns of a wrong %s with its position, and reads on", (_name, right, wrong, code, at) => {
    const { outcome, events, problems } = parse(FILE.replace(right, wrong));
    expect(outcome).toBe("events");
    expect(events).toHaveLength(2);
    expect(problems).toMatchObject([{ code, severity: "warning", at }]);
  });

  it("takes control numbers that differ in padding only for the same", () => {
    expect(
      parse(FILE.replace("IEA*1*000000041", "IEA*1*41").replace("GE*2*77", "GE*2*0077")).problems,
    ).toEqual([]);
  });

  it("reads complete sets when GE and IEA are missing", () => {
    const { events, problems, groups } = parse(FILE.slice(0, FILE.indexOf("GE*")));
    expect(events).toHaveLength(2);
    expect(problems.map(({ code }) => code)).toEqual(["missing_trailer", "missing_trailer"]);
    expect(groups[0]).toMatchObject({ declaredSets: null, receivedSets: 2, errors: ["3"] });
  });

  it("reads a set whose SE is missing while the rest of the envelope is there", () => {
    const { events, problems } = parse(FILE.replace("SE*5*0001~", ""));
    expect(events).toHaveLength(2);
    expect(problems).toMatchObject([{ code: "missing_trailer", severity: "warning" }]);
  });

  it("keeps the complete sets of a file that breaks off in a later one", () => {
    const { outcome, events, documents, problems } = parse(FILE.slice(0, FILE.lastIndexOf("AT7")));
    expect(outcome).toBe("events");
    expect(events).toHaveLength(1);
    expect(documents.map(({ number }) => number)).toEqual(["0001", "0002"]);
    expect(problems[0]).toMatchObject({ code: "truncated", severity: "error" });
  });

  it("names trailers without a header", () => {
    const { problems } = parse(FILE.replace("GE*2*77~", "SE*2*0003~GE*2*77~GE*0*78~"));
    expect(problems.map(({ code }) => code)).toEqual(["missing_header", "missing_header"]);
  });
});

describe("what the envelope says about its sets", () => {
  it("warns of a set in the wrong functional group, of a test and of numbers used twice", () => {
    const codes = (text: string) => parse(text).problems.map(({ code }) => code);
    expect(codes(interchangeOf("214", [STATUS], { functionalId: "SM" }))).toEqual(["wrong_functional_group"]);
    expect(codes(interchangeOf("214", [STATUS], { usage: "T" }))).toEqual(["test_message"]);
    expect(codes(FILE.replace("ST*214*0002", "ST*214*0001").replace("SE*5*0002", "SE*5*0001"))).toEqual([
      "duplicate_control_number",
    ]);
  });

  it("never takes a control number for identity: two sets with the same one are two documents", () => {
    const { documents, events } = parse(
      FILE.replace("ST*214*0002", "ST*214*0001").replace("SE*5*0002", "SE*5*0001"),
    );
    expect(documents).toHaveLength(2);
    expect(events).toHaveLength(2);
  });

  it("keeps a set it has no reader for as a document with its references", () => {
    const { outcome, documents, problems } = parse(
      interchangeOf("856", ["BSN*00*SHIP-77*20250310*0801\nHL*1**S\nREF*BM*BOL-9\nPRF*PO-5"], {
        functionalId: "SH",
      }),
    );
    expect(outcome).toBe("facts");
    expect(documents).toEqual([
      {
        type: "856",
        number: "0001",
        references: [
          { type: "shipment", value: "SHIP-77" },
          { type: "bol", value: "BOL-9" },
          { type: "purchase_order", value: "PO-5" },
        ],
      },
    ]);
    expect(problems).toMatchObject([{ code: "unsupported_document", severity: "warning", at: "segment 3" }]);
  });

  it("numbers documents through groups and interchanges", () => {
    const body = setOf("214", "0001", STATUS).join("~");
    const group = (id: number) => `GS*QM*A*B*20250310*0642*${id}*X*004010~${body}~GE*1*${id}~`;
    const { events, groups, problems } = parse(`${isaOf()}${group(1)}${group(2)}IEA*2*41~`);
    expect(events.map(({ document }) => document)).toEqual([0, 1]);
    expect(groups.map(({ controlNumber }) => controlNumber)).toEqual(["1", "2"]);
    expect(problems).toEqual([]);
  });
});

describe("report of a received group", () => {
  it("holds what an acknowledgement needs", () => {
    expect(parse(FILE).groups).toEqual([
      {
        functionalId: "QM",
        controlNumber: "77",
        version: "004010",
        sender: "RDRN",
        senderQualifier: "02",
        receiver: "MILEPOST",
        receiverQualifier: "ZZ",
        applicationSender: "RDRNAPP",
        applicationReceiver: "MPAPP",
        usage: "P",
        declaredSets: 2,
        receivedSets: 2,
        sets: [
          { type: "214", controlNumber: "0001", verdict: "A", errors: [] },
          { type: "214", controlNumber: "0002", verdict: "A", errors: [] },
        ],
        errors: [],
      },
    ]);
  });

  it("accepts with errors what was read in spite of them, and rejects what was not read", () => {
    const damaged = FILE.replace("SE*5*0001", "SE*9*0001").replace("B10*7741902*LD-2*RDRN~", "");
    const [report] = parse(damaged).groups;
    expect(report?.sets).toEqual([
      { type: "214", controlNumber: "0001", verdict: "E", errors: ["4"] },
      { type: "214", controlNumber: "0002", verdict: "R", errors: ["4", "5"] },
    ]);
  });
});
