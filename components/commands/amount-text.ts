import type { CommandAmount } from "@/lib/contracts/commands/command-list";

/** "2,722.40 USD". The amount stays the decimal text it came as; nothing is rounded. */
export function amountText({ amount, currency }: CommandAmount): string {
  return currency ? `${groupedAmount(amount)} ${currency}` : groupedAmount(amount);
}

export function groupedAmount(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}
