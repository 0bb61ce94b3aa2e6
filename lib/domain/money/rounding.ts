/**
 * numerator ÷ denominator as a whole number, halves away from zero: 2.5 is 3, −2.5 is −3. Rounding happens once, where a line's amount
 * comes to be; sums of lines are never rounded again.
 *
 * @throws {RangeError} when the denominator is 0 or the result is too large to be held exactly.
 */
export function roundedQuotient(numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) throw new RangeError("Nothing can be divided by zero.");
  const isNegative = numerator < 0n !== denominator < 0n;
  const [top, bottom] = [abs(numerator), abs(denominator)];
  const rounded = (2n * top + bottom) / (2n * bottom);
  const result = Number(isNegative ? -rounded : rounded);
  if (!Number.isSafeInteger(result)) throw new RangeError("The amount is too large to be held exactly.");
  return result === 0 ? 0 : result;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** `basisPoints` ten-thousandths of an amount, in its minor units, halves away from zero. */
export function shareOf(amountMinor: number, basisPoints: number): number {
  return roundedQuotient(BigInt(amountMinor) * BigInt(basisPoints), 10_000n);
}
