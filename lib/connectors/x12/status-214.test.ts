import { describe, expect, it } from "vitest";
import type { ParseContext } from "@/lib/domain/message/parsed-message";
import { bytesOf, type EnvelopeOptions, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

const HEADING = "B10*7741902*LD-2025-118*RDRN\nL11*BOL55120*BM\nL11*4500991*PO";

function parse(body: string, options: EnvelopeOptions = {}, context: ParseContext = {}) {
  return parseX12(bytesOf(interchangeOf("214", [body], options)), context);
}

const codes = (body: string) =>
  parse(body).events.map((event) => [event.milestone, event.classifier, event.rawCode]);

describe("status message: what happened", () => {
  it("turns each status into one event with its own time, zone and place", () => {
    const { outcome, events, problems } = parse(
      `${HEADING}
       LX*1
       AT7*X3*NS***20250310*0800*CT
       MS1*DULUTH*MN*US
       AT7*AF*NS***20250310*0915*CT
       MS1*DULUTH*MN*US
       AT7*D1*NS***20250312*1430*ET
       MS1*ALBANY*NY*USA`,
    );
    expect(outcome).toBe("events");
    expect(problems).toEqual([]);
    expect(events.map((event) => [event.milestone, event.occurred, event.place?.city])).toEqual([
      ["arrived_pickup", { local: "2025-03-10T08:00", offset: "-05:00" }, "DULUTH"],
      ["picked_up", { local: "2025-03-10T09:15", offset: "-05:00" }, "DULUTH"],
      ["delivered", { local: "2025-03-12T14:30", offset: "-04:00" }, "ALBANY"],
    ]);
    expect(events[2]?.place).toEqual({ city: "ALBANY", region: "NY", country: "US" });
    expect(events[0]).toMatchObject({
      codeList: "x12-1650",
      at: "segment 8",
      document: 0,
      sent: { local: "2025-03-10T06:42", offset: null },
      facts: { carrier: { scac: "RDRN" } },
    });
  });

  it("carries the shipper's number, the PRO of that carrier and the other references, strongest first", () => {
    const { references, events } = parse(`${HEADING}\nLX*1\nAT7*X1*NS***20250310*0800`);
    expect(references).toEqual([
      { type: "shipment", value: "LD-2025-118" },
      { type: "pro", value: "7741902", scope: "RDRN" },
      { type: "bol", value: "BOL55120" },
      { type: "purchase_order", value: "4500991" },
    ]);
    expect(events[0]?.references).toEqual(references);
  });

  it("makes no reference of an empty or placeholder value", () => {
    const { references } = parse(
      "B10**LD-7*RDRN\nL11**BM\nL11*N/A*PO\nL11*   *CN\nLX*1\nAT7*X1*NS***20250310*0800",
    );
    expect(references).toEqual([{ type: "shipment", value: "LD-7" }]);
  });

  it("gives the numbers of an LX loop to the statuses of that loop only", () => {
    const { events } = parse(
      `${HEADING}
       LX*1
       AT7*X1*NS***20250310*0800
       L11*DO-1*DO
       LX*2
       AT7*X1*NS***20250310*0900
       L11*DO-2*DO`,
    );
    const orders = events.map((event) =>
      event.references.filter(({ type }) => type === "order").map(({ value }) => value),
    );
    expect(orders).toEqual([["DO-1"], ["DO-2"]]);
  });

  it("ties a number written after each status to that status", () => {
    const { events } = parse(
      `${HEADING}
       LX*1
       AT7*X3*NS***20250310*0800
       L11*1*QN
       AT7*X1*NS***20250311*0800
       L11*2*QN`,
    );
    expect(events.map((event) => event.stopSequence)).toEqual([1, 2]);
  });

  it("reads an ETA as the estimated delivery, and never as a delivery", () => {
    expect(codes(`${HEADING}\nLX*1\nAT7*AG*NS***20250312*1600*CT\nAT7*X2*NS***20250312*1530*CT`)).toEqual([
      ["delivered", "estimated", "AG"],
      ["arrived_delivery", "estimated", "X2"],
    ]);
  });

  it("keeps status and appointment apart: AT7-03 plans, AT7-01 reports", () => {
    expect(codes(`${HEADING}\nLX*1\nAT7***AA*NA*20250310*0800*CT\nAT7***AB*NA*20250312*1000*CT`)).toEqual([
      ["pickup_appointment", "planned", "AA"],
      ["delivery_appointment", "planned", "AB"],
    ]);
  });

  it("names the reason and who could have prevented it", () => {
    const { events } = parse(`${HEADING}\nLX*1\nAT7*SD*AI***20250311*0300*CT\nAT7*AP*B1***20250312*1700*CT`);
    expect(events.map((event) => event.reason)).toEqual([
      { code: "AI", kind: "mechanical breakdown", party: "carrier" },
      { code: "B1", kind: "consignee closed", party: "consignee" },
    ]);
  });

  it("keeps an unlisted reason with an unknown party and asks for a mapping", () => {
    const { events, problems } = parse(`${HEADING}\nLX*1\nAT7*SD*Q9***20250311*0300`);
    expect(events[0]?.reason).toEqual({ code: "Q9", kind: "unknown", party: "unknown" });
    expect(problems).toMatchObject([{ code: "unmapped_code", at: "segment 8" }]);
  });
});

describe("status message: codes nobody has mapped", () => {
  it("keeps an unknown status as unmapped with its raw code and says where", () => {
    const { events, problems } = parse(`${HEADING}\nLX*1\nAT7*X7*NS***20250310*0800`);
    expect(events[0]).toMatchObject({ milestone: "unmapped", rawCode: "X7", codeList: "x12-1650" });
    expect(problems).toMatchObject([{ code: "unmapped_code", severity: "warning", at: "segment 8" }]);
  });

  it("asks the connection what XB means instead of guessing", () => {
    const body = `${HEADING}\nLX*1\nAT7*XB*NS***20250310*0800`;
    expect(parse(body).events[0]?.milestone).toBe("unmapped");
    const overrides = [{ codeList: "x12-1650", code: "XB", milestone: "pod_received" }] as const;
    const mapped = parse(body, {}, { overrides });
    expect(mapped.events[0]).toMatchObject({
      milestone: "pod_received",
      classifier: "actual",
      rawCode: "XB",
    });
    expect(mapped.problems).toEqual([]);
  });

  it("lets a connection's map win over the default, in its own code list only", () => {
    const overrides = [
      { codeList: "x12-1650", code: "X6", milestone: "out_for_delivery" },
      { codeList: "x12-1652", code: "X1", milestone: "lost" },
    ] as const;
    const { events } = parse(
      `${HEADING}\nLX*1\nAT7*X6*NS***20250310*0800\nAT7*X1*NS***20250310*0900`,
      {},
      { overrides },
    );
    expect(events.map((event) => event.milestone)).toEqual(["out_for_delivery", "arrived_delivery"]);
  });

  it.each(["constructor", "__proto__", "toString"])(
    "takes the code %s for unknown, not for a property",
    (code) => {
      expect(
        parse(`${HEADING}\nL11*9*${code}\nLX*1\nAT7*${code}*NS***20250310*0800`).events[0]?.milestone,
      ).toBe("unmapped");
    },
  );
});

describe("status message: time", () => {
  it("leaves the zone open for local time and for no time code", () => {
    const { events } = parse(`${HEADING}\nLX*1\nAT7*X1*NS***20250310*0800*LT\nAT7*D1*NS***20250310*0900`);
    expect(events.map((event) => event.occurred?.offset)).toEqual([null, null]);
  });

  it("keeps a date without inventing midnight, and says when there is none at all", () => {
    const { events, problems } = parse(`${HEADING}\nLX*1\nAT7*X1*NS***20250310\nAT7*D1*NS`);
    expect(events.map((event) => event.occurred)).toEqual([{ local: "2025-03-10", offset: null }, null]);
    expect(problems).toMatchObject([{ code: "missing_timestamp", at: "segment 9" }]);
  });

  it("keeps the event of an impossible date and reports the date", () => {
    const { events, problems } = parse(`${HEADING}\nLX*1\nAT7*X1*NS***20250230*0800`);
    expect(events[0]?.occurred).toBeNull();
    expect(problems).toMatchObject([{ code: "bad_date", at: "segment 8" }]);
  });

  it("reads the six-digit dates of release 003060 and the century element of 003070", () => {
    const old = parse("B10*1*2*RDRN\nLX*1\nAT7*D1*NS***970310*0800*CT", { version: "003060" });
    expect(old.events[0]?.occurred).toEqual({ local: "1997-03-10T08:00", offset: "-06:00" });
    const split = parse("B10*1*2*RDRN\nLX*1\nAT7*D1*NS***980704*19*0800*CT", { version: "003070" });
    expect(split.events[0]?.occurred).toEqual({ local: "1998-07-04T08:00", offset: "-05:00" });
    expect(split.problems).toEqual([]);
  });

  it("reads Q5, the status segment before AT7 came", () => {
    const { events } = parse("B10*1*2*RDRN\nLX*1\nQ5*D1*950310*0800*CT**TULSA*OK*US", { version: "003040" });
    expect(events[0]).toMatchObject({
      milestone: "delivered",
      codeList: "x12-1157",
      place: { city: "TULSA", region: "OK" },
    });
  });
});

describe("status message: place", () => {
  const PARTIES = "N1*SF*NORTH MILL\nN4*DULUTH*MN*55802*US\nN1*ST*SOUTH DEPOT*93*D07\nN4*TULSA*OK*74103*US";

  it("takes the party the status speaks of when no position is sent", () => {
    const { events } = parse(
      `${HEADING}\n${PARTIES}\nLX*1\nAT7*X3*NS***20250310*0800\nAT7*D1*NS***20250312*0800\nAT7*X4*NS***20250311*0100`,
    );
    expect(events.map((event) => event.place)).toEqual([
      { name: "NORTH MILL", city: "DULUTH", region: "MN", postalCode: "55802", country: "US" },
      { name: "SOUTH DEPOT", city: "TULSA", region: "OK", postalCode: "74103", country: "US", code: "D07" },
      null,
    ]);
  });

  it("reports a position nobody can stand at, and keeps the city", () => {
    const { events, problems } = parse(
      `${HEADING}\nLX*1\nAT7*X4*NS***20250311*0100\nMS1*TULSA*OK*US*-400.5*36.1*W*N`,
    );
    expect(events[0]?.place).toEqual({ city: "TULSA", region: "OK", country: "US" });
    expect(problems).toMatchObject([{ code: "invalid_code", at: "segment 9" }]);
  });
});

describe("status message: other facts", () => {
  it("makes a container of MS2 a reference, but no trailer: a trailer carries another load tomorrow", () => {
    const { references } = parse(
      `B10*1*2*RDRN\nLX*1\nAT7*X4*NS***20250311*0100\nMS2*MSKU*913109*CN*6\nAT7*P1*NS***20250311*0900\nMS2*RDRN*53100*TL`,
    );
    expect(references.filter(({ type }) => type === "container")).toEqual([
      { type: "container", value: "MSKU9131096" },
    ]);
    expect(references.some(({ value }) => value.includes("53100"))).toBe(false);
  });

  it("keeps what the driver wrote", () => {
    const { events } = parse(`${HEADING}\nLX*1\nAT7*SD*AO***20250311*0100\nK1*I-90 CLOSED*SNOW`);
    expect(events[0]?.note).toBe("I-90 CLOSED SNOW");
  });

  it("reads the estimated delivery of the heading, and a delivery date there only without any status", () => {
    const dates = "N1*ST*SOUTH DEPOT\nG62*17*20250312*X*1700\nG62*35*20250312*8*1640";
    const withStatus = parse(`${HEADING}\n${dates}\nLX*1\nAT7*D1*NS***20250312*1640`);
    expect(withStatus.events.map((event) => [event.milestone, event.classifier])).toEqual([
      ["delivered", "actual"],
      ["delivered", "estimated"],
    ]);
    const without = parse(`${HEADING}\n${dates}`);
    expect(without.events.map((event) => [event.milestone, event.classifier, event.rawCode])).toEqual([
      ["delivered", "estimated", "17"],
      ["delivered", "actual", "35"],
    ]);
  });

  it("reads both codes of an AT7 that breaks the rule of one, with a warning", () => {
    const { events, problems } = parse(`${HEADING}\nLX*1\nAT7*X1*NS*AB*NA*20250310*0800`);
    expect(events.map((event) => event.milestone)).toEqual(["arrived_delivery", "delivery_appointment"]);
    expect(problems).toMatchObject([{ code: "invalid_structure" }]);
  });

  it("is a document without events when nothing has happened", () => {
    expect(parse(HEADING).outcome).toBe("facts");
  });

  it("can't be read without B10", () => {
    expect(parse("L11*1*BM\nLX*1\nAT7*D1*NS***20250310*0800")).toMatchObject({
      outcome: "quarantine",
      events: [],
    });
  });
});
