import { describe, expect, it } from "vitest";
import type { GroupReport } from "@/lib/domain/message/parsed-message";
import { groupVerdict, render997 } from "./acknowledge";
import { bytesOf, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

const STATUS = "B10*7741902*LD-1*RDRN\nLX*1\nAT7*D1*NS***20250310*0800*CT";
const options = { controlNumber: 512, sentAt: new Date("2025-03-10T07:05:30Z") };
const receive = (text: string) => parseX12(bytesOf(text), {});

describe("functional acknowledgement", () => {
  it("goes back to the sender and answers each set of the group", () => {
    const { groups } = receive(interchangeOf("214", [STATUS, STATUS]));
    expect(render997(groups, options).split("\n")).toEqual([
      "ISA*00*          *00*          *ZZ*MILEPOST       *02*RDRN           *250310*0705*U*00401*000000512*0*P*:~",
      "GS*FA*MPAPP*RDRNAPP*20250310*0705*512*X*004010~",
      "ST*997*0001~",
      "AK1*QM*77~",
      "AK2*214*0001~",
      "AK5*A~",
      "AK2*214*0002~",
      "AK5*A~",
      "AK9*A*2*2*2~",
      "SE*8*0001~",
      "GE*1*512~",
      "IEA*1*000000512~",
    ]);
  });

  it.each(["004010", "005010", "003060"])("is accepted by our own reader, in version %s", (version) => {
    const { groups } = receive(interchangeOf("214", [STATUS], { version }));
    const { outcome, documents, problems } = receive(render997(groups, options));
    expect(problems).toEqual([]);
    expect(outcome).toBe("facts");
    expect(documents).toEqual([
      {
        type: "997",
        number: "0001",
        references: [
          { type: "other", value: "77", scope: "997:QM" },
          { type: "other", value: "0001", scope: "997:QM" },
        ],
      },
    ]);
  });

  it("names the errors of sets and group", () => {
    const damaged = interchangeOf("214", [STATUS, STATUS.replace(/^B10.*\n/, "")]).replace(
      "GE*2*77",
      "GE*3*77",
    );
    const text = render997(receive(damaged).groups, options);
    expect(text).toContain("AK2*214*0002~\nAK5*R*5~");
    expect(text).toContain("AK9*P*3*2*1*5~");
  });

  it.each([
    [["A", "A"], [], "A"],
    [["A", "E"], [], "E"],
    [["A", "A"], ["5"], "E"],
    [["A", "R"], [], "P"],
    [["R", "R"], [], "R"],
    [[], ["5"], "E"],
  ] as const)("gives sets %j and group errors %j the verdict %s", (verdicts, errors, expected) => {
    const sets = verdicts.map((verdict) => ({ type: "214", controlNumber: "1", verdict, errors: [] }));
    expect(groupVerdict({ sets, errors } as unknown as GroupReport)).toBe(expected);
  });

  it("keeps a partner's delimiters out of ours", () => {
    const { groups } = receive(
      interchangeOf("214", [STATUS], { element: "|", terminator: "\n" }).replace("RDRNAPP", "RD*N~APP"),
    );
    expect(receive(render997(groups, options)).problems).toEqual([]);
  });

  it("never answers an acknowledgement, two partners at once, or with a number that does not fit", () => {
    const { groups } = receive(interchangeOf("214", [STATUS]));
    const [report] = groups as [GroupReport];
    expect(() => render997([], options)).toThrow(RangeError);
    expect(() => render997([{ ...report, functionalId: "FA" }], options)).toThrow(RangeError);
    expect(() => render997([report, { ...report, sender: "OTHR" }], options)).toThrow(RangeError);
    expect(() => render997(groups, { ...options, controlNumber: 1_000_000_000 })).toThrow(RangeError);
  });
});

describe("acknowledgement received", () => {
  it("shows a refusal of what we sent", () => {
    const { outcome, problems } = receive(
      interchangeOf("997", ["AK1*SM*91\nAK2*204*0001\nAK5*R*5\nAK2*204*0002\nAK5*A\nAK9*P*2*2*1"]),
    );
    expect(outcome).toBe("facts");
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["rejected_by_partner", "Set 204 0001 was rejected."],
      ["rejected_by_partner", "The group was partially accepted."],
    ]);
  });
});
