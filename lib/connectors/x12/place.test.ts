import { describe, expect, it } from "vitest";
import { readPosition } from "./place";

const position = (ms1: string) => readPosition(ms1, "*");

describe("position of equipment", () => {
  it.each([
    ["a sign and a hemisphere that agree", "MS1****-100.31*25.7052*W*N", -100.31, 25.7052],
    ["a hemisphere alone", "MS1****100.31*25.7052*W*N", -100.31, 25.7052],
    ["a sign alone", "MS1****-58.3816*-34.6037", -58.3816, -34.6037],
    ["south and east", "MS1****151.2093*33.8688*E*S", 151.2093, -33.8688],
    ["degrees, minutes, seconds", "MS1****0953000*0361500*W*N", -95.5, 36.25],
    ["two-digit degrees", "MS1****0953000*361500*W*N", -95.5, 36.25],
  ])("reads %s", (_name, ms1, longitude, latitude) => {
    expect(position(ms1)).toEqual({ place: { longitude, latitude }, fault: null });
  });

  it.each([
    ["beyond the poles", "MS1****-100*95.5*W*N"],
    ["beyond the date line", "MS1****-190*25*W*N"],
    ["sixty minutes", "MS1****0956000*0361500*W*N"],
    ["one coordinate", "MS1****-100.31"],
    ["degrees, minutes, seconds of no hemisphere", "MS1****0953000*0361500"],
    ["words", "MS1****WEST*NORTH"],
  ])("is no position: %s", (_name, ms1) => {
    const { place, fault } = position(ms1);
    expect(place).toBeNull();
    expect(fault).not.toBeNull();
  });

  it("keeps city, state, postal code and country in two letters", () => {
    expect(position("MS1*TORONTO*ON*CAN*****M5V 2T6").place).toEqual({
      city: "TORONTO",
      region: "ON",
      postalCode: "M5V 2T6",
      country: "CA",
    });
  });

  it("is nothing when nothing is written", () => {
    expect(position("MS1")).toEqual({ place: null, fault: null });
  });
});
