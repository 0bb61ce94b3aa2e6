/** Currencies whose minor unit is not a hundredth, by number of digits. Source: ISO 4217, table A.1, column "minor unit". */
const DIGITS: Readonly<Record<string, number>> = {
  ...digits(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
  ...digits(3, "BHD IQD JOD KWD LYD OMR TND"),
  ...digits(4, "CLF UYW"),
};

function digits(count: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, count]));
}

/** Decimals of a currency: 2 for USD, 0 for JPY, 3 for KWD. Two for a code the standard gives no other number for. */
export function minorDigits(currency: string): number {
  return DIGITS[currency] ?? 2;
}
