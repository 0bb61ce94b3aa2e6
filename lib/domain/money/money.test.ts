import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minorDigits } from "./currency";
import { decimalOfMinor, minorOfDecimal, moneyText } from "./decimal";
import { convertMoney, EXCHANGE_SCALE, type ExchangeRate } from "./exchange";
import { type MarginPart, marginsOf } from "./margin";
import { addMoney, CurrencyMismatchError, compareMoney, money, subtractMoney, sumMoney } from "./money";
import { roundedQuotient, shareOf } from "./rounding";

const usd = (amountMinor: number) => money(amountMinor, "USD");

describe("money", () => {
  it("is never added to, taken from, compared with or summed across another currency", () => {
    const eur = money(1, "EUR");
    for (const act of [addMoney, subtractMoney, compareMoney])
      expect(() => act(usd(1), eur)).toThrow(CurrencyMismatchError);
    expect(() => sumMoney([usd(1), eur], "USD")).toThrow(CurrencyMismatchError);
    expect(subtractMoney(addMoney(usd(150), usd(75)), usd(25))).toEqual(usd(200));
    expect(sumMoney([], "USD")).toEqual(usd(0));
    expect(compareMoney(usd(1), usd(2))).toBeLessThan(0);
  });

  it("is a whole number of minor units, held exactly", () => {
    expect(() => usd(1.5)).toThrow(RangeError);
    expect(() => usd(2 ** 53)).toThrow(RangeError);
    expect(Object.is(usd(-0).amountMinor, 0)).toBe(true);
  });

  it("has the digits of its currency", () => {
    expect(["USD", "JPY", "KWD", "CLF", "XYZ"].map(minorDigits)).toEqual([2, 0, 3, 4, 2]);
    expect(minorOfDecimal("1180.00", "USD")).toBe(118_000);
    expect(minorOfDecimal("1395.00", "JPY")).toBe(1395);
    expect(minorOfDecimal("1.2345", "KWD")).toBeNull();
    expect(minorOfDecimal("-25.5", "USD")).toBe(-2550);
    for (const bad of ["", "1,180.00", "1e3", "12.345", "."]) expect(minorOfDecimal(bad, "USD")).toBeNull();
    expect(decimalOfMinor(-5, "USD")).toBe("-0.05");
    expect(decimalOfMinor(1395, "JPY")).toBe("1395");
    expect(moneyText(123_456_789, "USD")).toBe("1,234,567.89 USD");
    expect(moneyText(-362_125, "KWD")).toBe("-362.125 KWD");
  });

  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom("USD", "JPY", "KWD", "CLF"), (minor, currency) => {
        expect(minorOfDecimal(decimalOfMinor(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });

  it("rounds halves away from zero", () => {
    expect([5n, -5n, 4n, -4n, 6n].map((top) => roundedQuotient(top, 10n))).toEqual([1, -1, 0, 0, 1]);
    expect(shareOf(123_475, 1800)).toBe(22_226);
    expect(() => roundedQuotient(1n, 0n)).toThrow(RangeError);
  });
});

const rate = (currency: string, units: number, date: string): ExchangeRate => ({
  ...{ currency, base: "EUR", date, unitsScaled: Math.round(units * EXCHANGE_SCALE) },
});
const RATES = [
  rate("USD", 1.08, "2026-11-10"),
  rate("USD", 1.1, "2026-11-18"),
  rate("JPY", 165, "2026-11-17"),
];

describe("conversion", () => {
  it("takes the newest rate at or before the day and names it", () => {
    expect(convertMoney(money(10_000, "EUR"), "USD", RATES, "2026-11-17")).toMatchObject({
      money: usd(10_800),
      rateDates: ["2026-11-10"],
      words: "1 EUR = 1.080000000 USD of 2026-11-10",
    });
    expect(convertMoney(money(10_000, "EUR"), "USD", RATES, "2026-11-18")).toMatchObject({
      money: usd(11_000),
    });
  });

  it("goes through the base and between currencies of other digits, rounded once", () => {
    // 100.00 USD ÷ 1.1 × 165 = 15,000 yen.
    expect(convertMoney(usd(10_000), "JPY", RATES, "2026-11-20")).toMatchObject({
      money: money(15_000, "JPY"),
      rateDates: ["2026-11-17", "2026-11-18"],
    });
    expect(convertMoney(usd(11_000), "EUR", RATES, "2026-11-20")).toMatchObject({
      money: money(10_000, "EUR"),
    });
  });

  it("says which rate is missing instead of taking one for 1", () => {
    expect(convertMoney(usd(1), "EUR", RATES, "2026-11-09")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("USD"),
    });
    expect(convertMoney(usd(1), "GBP", RATES, "2026-11-20")).toMatchObject({
      ok: false,
      reason: expect.stringContaining("GBP"),
    });
    expect(convertMoney(usd(1), "EUR", [], "2026-11-20").ok).toBe(false);
    expect(convertMoney(usd(7), "USD", [], "2026-11-20")).toMatchObject({ ok: true, money: usd(7) });
  });
});

const part = (
  key: string,
  side: MarginPart["side"],
  amountMinor: number,
  basis: MarginPart["basis"],
  currency = "USD",
): MarginPart => ({
  ...{ key, side, label: key, basis, amount: money(amountMinor, currency) },
});

describe("margin", () => {
  it("counts what was accrued until it is billed, and then only the bill", () => {
    const parts = [part("sale", "revenue", 200_000, "posted"), part("freight", "cost", 139_240, "accrued")];
    expect(marginsOf(parts)).toMatchObject([
      { marginMinor: 60_760, marginBasisPoints: 3038, estimates: ["freight"] },
    ]);
    const billed = [...parts, part("freight", "cost", 149_240, "billed")];
    expect(marginsOf(billed)).toMatchObject([{ costMinor: 149_240, marginMinor: 50_760, estimates: [] }]);
  });

  it("is one for each currency, never across", () => {
    const margins = marginsOf([
      part("sale", "revenue", 100, "posted", "EUR"),
      part("freight", "cost", 60, "billed"),
    ]);
    expect(
      margins.map(({ currency, marginMinor, marginBasisPoints }) => [
        currency,
        marginMinor,
        marginBasisPoints,
      ]),
    ).toEqual([
      ["EUR", 100, 10_000],
      ["USD", -60, null],
    ]);
  });
});
