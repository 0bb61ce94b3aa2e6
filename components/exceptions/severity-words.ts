import type { SeverityPolicyDto } from "@/lib/contracts/exceptions/severity-input";

const MINOR = 100;

/** "10,000.00"; a threshold is compared with each exception's own amount in its own currency. */
export function thresholdText(minor: number): string {
  return (minor / MINOR).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** The threshold as typed, in minor units; NaN for what is no amount. */
export function readThreshold(text: string): number {
  const bare = text.replaceAll(/[\s,]/g, "");
  return /^\d+(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * MINOR) : Number.NaN;
}

export function readNames(text: string): string[] {
  return [
    ...new Set(
      text
        .split("\n")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
    ),
  ];
}

type Terms = Pick<SeverityPolicyDto, "moneyStepMinor" | "topCustomers" | "overdueStepHours">;

/** What weighs, a sentence each. */
export function termLines({ moneyStepMinor, topCustomers, overdueStepHours }: Terms) {
  const many = topCustomers.length;
  return [
    {
      name: "Money at risk",
      text:
        moneyStepMinor === 0
          ? "Does not weigh."
          : `From ${thresholdText(moneyStepMinor)} at stake one step graver, from ${thresholdText(moneyStepMinor * 10)} two.`,
    },
    {
      name: "Customer",
      text:
        many === 0 ? "No customer weighs more than another." : `One step graver: ${topCustomers.join(", ")}.`,
    },
    {
      name: "Time",
      text: `${overdueStepHours.toLocaleString("en")} h or more over its promise: one step graver.`,
    },
  ];
}
