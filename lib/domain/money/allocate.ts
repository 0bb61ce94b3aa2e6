/**
 * Splits an amount by weights without losing or making a minor unit: everyone gets the whole part of their share, what remains goes one unit
 * each to the largest remainders, between equals to the earlier place. Weights that are all zero share evenly.
 *
 * @param weights whole numbers, none negative; at least one.
 * @returns parts in the order of the weights; they sum to `amountMinor`, and all have its sign.
 * @throws {RangeError} when there is no weight or one is negative or no whole number.
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) throw new RangeError("An amount can't be shared among none.");
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError("Weights are whole numbers of zero or more.");
  const given = weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights;
  const total = given.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const size = BigInt(Math.abs(amountMinor));
  const shares = given.map((weight, index) => {
    const exact = size * BigInt(weight);
    return { index, whole: exact / total, rest: exact % total };
  });
  let left = Number(size - shares.reduce((sum, { whole }) => sum + whole, 0n));
  const parts = shares.map(({ whole }) => Number(whole));
  const byRest = [...shares].sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1,
  );
  for (const { index } of byRest) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts.map((part) => (amountMinor < 0 && part !== 0 ? -part : part));
}
