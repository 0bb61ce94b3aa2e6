import { MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import { decimalOfMinor, minorOfDecimal, moneyText } from "@/lib/domain/money/decimal";

/** Minor units by ISO 4217 currency. */
export type Limits = Readonly<Record<string, number>>;

/** A setting's value in words. */
export function settingText(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value || "not set";
  if (Array.isArray(value))
    return (
      value.map((each) => MILESTONE_RULES[each as Milestone]?.label ?? String(each)).join(", ") || "none"
    );
  const limits = Object.entries(value as Limits).sort(([a], [b]) => (a < b ? -1 : 1));
  return limits.map(([currency, minor]) => moneyText(minor, currency)).join(", ") || "no limits";
}

/** Limits as a person types them, one a line: "5000.00 USD". */
export function limitLines(limits: Limits): string {
  const lines = Object.entries(limits).map(
    ([currency, minor]) => `${decimalOfMinor(minor, currency)} ${currency}`,
  );
  return lines.sort().join("\n");
}

/** The limits of such lines. @returns the line that is none, where one is. */
export function readLimits(text: string): { readonly limits: Limits } | { readonly wrong: string } {
  const limits: Record<string, number> = {};
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const [, amount = "", currency = ""] = /^([\d.,]+)\s*([A-Za-z]{3})$/.exec(line) ?? [];
    const code = currency.toUpperCase();
    const minor = amount === "" ? null : minorOfDecimal(amount.replaceAll(",", ""), code);
    if (minor === null || code in limits) return { wrong: line };
    limits[code] = minor;
  }
  return { limits };
}
