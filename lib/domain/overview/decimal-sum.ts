/**
 * The sum of decimal texts ("1250.4", "-3"), exact, with the digits of the longest fraction and at least two.
 *
 * @throws {SyntaxError} when one is no decimal number.
 */
export function addDecimals(amounts: readonly string[]): string {
  const digits = Math.max(2, ...amounts.map((amount) => amount.split(".")[1]?.length ?? 0));
  const scale = (amount: string): bigint => {
    const [whole = "0", fraction = ""] = amount.trim().split(".");
    return BigInt(`${whole}${fraction.padEnd(digits, "0")}`);
  };
  const total = amounts.reduce((sum, amount) => sum + scale(amount), 0n);
  const text = (total < 0n ? -total : total).toString().padStart(digits + 1, "0");
  return `${total < 0n ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
