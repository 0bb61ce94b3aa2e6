import { describe, expect, it } from "vitest";
import { bytesOf, type EnvelopeOptions, interchangeOf } from "./fixtures/interchange";
import { parseX12 } from "./reader";

const HEADING = `B2**RDRN**LD-2025-204**PP
B2A*00*LT
L11*SO-88120*CO
G62*64*20250310*1*1200*CT
MS3*RDRN*B**LT
N1*BT*GREAT LAKES FOODS*93*GLF01
N4*CHICAGO*IL*60601*US
N7**53100*********RT****5300`;

const STOPS = `S5*1*CL*24500*L*18*PL
L11*BOL-4471*BM
G62*37*20250311*I*0700*CT
G62*38*20250311*K*1100*CT
G62*69*20250311*U*0830*CT
N1*SF*NORTH MILL
N4*DULUTH*MN*55802*US
OID*O-17*PO-9001
S5*2*CU*24500*L*18*PL
G62*10*20250311*Y*0700*CT
G62*68*20250313*Z*0900*CT
G62*78*20250313*X*1015*CT
N1*ST*SOUTH DEPOT
N4*TULSA*OK*74103*US
L3*24500*G***120000******18*L`;

function parse(body: string, options: EnvelopeOptions = {}) {
  return parseX12(bytesOf(interchangeOf("204", [body], options)), {});
}

const tenderOf = (body: string) => parse(body).events[0];

describe("load tender", () => {
  it("is tendered when it was sent, under the shipper's number", () => {
    expect(tenderOf(`${HEADING}\n${STOPS}`)).toMatchObject({
      milestone: "tendered",
      classifier: "actual",
      occurred: { local: "2025-03-10T06:42", offset: null },
      rawCode: "00",
      codeList: "x12-353",
      references: [
        { type: "shipment", value: "LD-2025-204" },
        { type: "bol", value: "BOL-4471" },
        { type: "order", value: "SO-88120" },
        { type: "order", value: "O-17" },
        { type: "purchase_order", value: "PO-9001" },
      ],
    });
  });

  it("says what the shipment is: customer, carrier, mode, equipment, weight, pieces and when to answer", () => {
    expect(tenderOf(`${HEADING}\n${STOPS}`)?.facts).toMatchObject({
      customer: { name: "GREAT LAKES FOODS", code: "GLF01" },
      carrier: { scac: "RDRN" },
      mode: "ltl",
      equipment: "refrigerated trailer",
      weight: { value: 24500, unit: "lb" },
      pieces: 18,
      respondBy: { local: "2025-03-10T12:00", offset: "-05:00" },
    });
  });

  it("gives each stop its window; an appointment outweighs what was asked for", () => {
    expect(tenderOf(`${HEADING}\n${STOPS}`)?.facts?.stops).toEqual([
      {
        sequence: 1,
        kind: "pickup",
        place: { name: "NORTH MILL", city: "DULUTH", region: "MN", postalCode: "55802", country: "US" },
        earliest: { local: "2025-03-11T08:30", offset: "-05:00" },
        latest: { local: "2025-03-11T08:30", offset: "-05:00" },
      },
      {
        sequence: 2,
        kind: "delivery",
        place: { name: "SOUTH DEPOT", city: "TULSA", region: "OK", postalCode: "74103", country: "US" },
        earliest: { local: "2025-03-13T10:15", offset: "-05:00" },
        latest: { local: "2025-03-13T10:15", offset: "-05:00" },
      },
    ]);
  });

  it("keeps both sides of a window when that is all there is", () => {
    const stop = "S5*1*LD\nG62*37*20250311*I*0700\nG62*38*20250311*K*1100\nN1*SF*NORTH MILL";
    expect(tenderOf(`${HEADING}\n${stop}`)?.facts?.stops?.[0]).toMatchObject({
      earliest: { local: "2025-03-11T07:00" },
      latest: { local: "2025-03-11T11:00" },
    });
  });

  it("tells appointments from wishes, and ignores the pick-up date repeated at a delivery", () => {
    const { events } = parse(`${HEADING}\n${STOPS}`);
    const appointments = events
      .slice(1)
      .map((event) => [event.milestone, event.classifier, event.rawCode, event.stopSequence]);
    expect(appointments).toEqual([
      ["pickup_appointment", "planned", "69", 1],
      ["delivery_appointment", "requested", "68", 2],
      ["delivery_appointment", "planned", "78", 2],
    ]);
  });

  it("takes the stop's party where the reason says nothing of pick-up or delivery", () => {
    const stop = "S5*4*ZZ\nN1*CN*SOUTH DEPOT\nN4*TULSA*OK";
    expect(tenderOf(`${HEADING}\n${stop}`)?.facts?.stops?.[0]).toMatchObject({
      sequence: 4,
      kind: "delivery",
    });
  });

  it("keeps the shipper's instructions", () => {
    expect(tenderOf("B2**RDRN**LD-9**PP\nB2A*00\nNTE*LOI*SEAL TRAILER\nNTE**CALL BEFORE ARRIVAL")?.note).toBe(
      "SEAL TRAILER CALL BEFORE ARRIVAL",
    );
  });

  it("is cancelled, and plans nothing, with purpose 01", () => {
    const cancelled = parse(`B2**RDRN**LD-2025-204**PP\nB2A*01*LT\n${STOPS}`);
    expect(cancelled.events).toHaveLength(1);
    expect(cancelled.events[0]).toMatchObject({
      milestone: "cancelled",
      classifier: "actual",
      rawCode: "01",
    });
    expect(cancelled.events[0]?.facts).toBeUndefined();
  });

  it.each(["04", "05"])("is tendered again with the new facts when purpose %s changes it", (purpose) => {
    expect(tenderOf(`B2**RDRN**LD-9**PP\nB2A*${purpose}*LT\n${STOPS}`)).toMatchObject({
      milestone: "tendered",
      rawCode: purpose,
    });
  });

  it("does not act on a purpose nobody has mapped", () => {
    const { events, problems } = parse("B2**RDRN**LD-9**PP\nB2A*77*LT");
    expect(events[0]).toMatchObject({ milestone: "unmapped", rawCode: "77" });
    expect(problems).toMatchObject([{ code: "unmapped_code" }]);
  });

  it("is named by its other numbers when the shipment id is empty", () => {
    const { references, problems } = parse(
      "B2**RDRN****PP\nB2A*00\nL11*BOL-1*BM\nN7*GESU*132086*******2180**CN*******8",
    );
    expect(references.map(({ type }) => type)).toEqual(["bol", "container"]);
    expect(problems).toMatchObject([{ code: "missing_reference", at: "segment 4" }]);
  });

  it("reads a container with its check digit", () => {
    const n7 = ["N7", "MSKU", "913109", ...Array(8).fill(""), "CN", ...Array(6).fill(""), "6"].join("*");
    expect(parse(`B2**RDRN**LD-9**PP\nB2A*00\n${n7}`).references).toContainEqual({
      type: "container",
      value: "MSKU9131096",
    });
  });

  it("is not read at all when it breaks off: half a tender is worse than none", () => {
    const whole = interchangeOf("204", [`${HEADING}\n${STOPS}`]);
    const { outcome, events, problems } = parseX12(bytesOf(whole.slice(0, whole.indexOf("S5*2"))), {});
    expect(outcome).toBe("quarantine");
    expect(events).toEqual([]);
    expect(problems.map(({ code }) => code)).toContain("truncated");
  });
});
