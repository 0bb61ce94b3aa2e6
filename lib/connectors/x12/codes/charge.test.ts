import { describe, expect, it } from "vitest";
import { classifyCharge } from "./charge";

describe("kind of a charge", () => {
  it.each([
    ["400", "", "linehaul"],
    ["FUE", "", "fuel"],
    ["405", "", "fuel"],
    ["ENS", "", "fuel"],
    ["DSC", "", "discount"],
    ["275", "", "discount"],
    ["490", "", "minimum"],
    ["DTL", "", "detention_pickup"],
    ["DTU", "", "detention_delivery"],
    ["LAY", "", "layover"],
    ["UNL", "", "lumper"],
    ["VOR", "", "truck_ordered_not_used"],
    ["SOC", "", "stop_off"],
    ["RCC", "", "reconsignment"],
    ["RCL", "", "redelivery"],
    ["LFT", "", "liftgate"],
    ["RES", "", "residential"],
    ["IDL", "", "inside"],
    ["APT", "", "appointment"],
    ["SRG", "", "storage"],
    ["DEM", "", "demurrage"],
    ["WTV", "", "reweigh"],
    ["HAZ", "", "hazmat"],
    ["EXL", "", "overlength"],
    ["CUS", "", "customs"],
    ["GST", "", "tax"],
    ["SER", "", "admin_fee"],
    ["TRC", "", "other"],
  ] as const)("code %s %s is %s", (code, description, kind) => {
    expect(classifyCharge(code, description)).toEqual({ kind, known: true });
  });

  it("is the freight itself when the line has neither code nor text", () => {
    expect(classifyCharge("", "")).toEqual({ kind: "linehaul", known: true });
  });

  it.each([
    ["", "FUEL SURCHARGE", "fuel"],
    ["999", "Lumper fee", "lumper"],
    ["ZZZ", "TONU", "truck_ordered_not_used"],
    ["MSC", "DETENTION UNLOADING", "detention_delivery"],
    ["MSC", "DETENTION AT SHIPPER", "detention_pickup"],
    ["DET", "PICKUP DETENTION", "detention_pickup"],
    ["DET", "", "detention_delivery"],
    ["MSC", "SOMETHING ELSE", "other"],
  ] as const)("lets the text decide where code %j does not: %s", (code, description, kind) => {
    expect(classifyCharge(code, description).kind).toBe(kind);
  });

  it("says when a code is nobody's", () => {
    expect(classifyCharge("QZQ", "")).toEqual({ kind: "other", known: false });
  });
});
