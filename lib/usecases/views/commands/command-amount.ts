import type { CommandAmount } from "@/lib/contracts/commands/command-list";
import type { CommandKind, CommandPayload, CommandPayloads } from "@/lib/domain/command/command";

/** What a command is worth as it states it, before tax: the lines of a bill, the debit side of an entry. Null for the others. */
export function commandAmount(kind: CommandKind, payload: CommandPayload | null): CommandAmount | null {
  if (payload === null) return null;
  if (kind === "vendor_bill") {
    const { lines, currency } = payload as CommandPayloads["vendor_bill"];
    return amountOf(
      lines.map((line) => productOf(line.quantity, line.unitPrice)),
      currency,
    );
  }
  if (kind === "accrual_entry") {
    const { lines } = payload as CommandPayloads["accrual_entry"];
    return amountOf(
      lines.map((line) => line.debit),
      null,
    );
  }
  return null;
}

function amountOf(amounts: readonly (string | null)[], currency: string | null): CommandAmount | null {
  const sum = sumOf(amounts);
  return sum === null ? null : { amount: sum, currency };
}

interface Scaled {
  readonly digits: bigint;
  /** Places behind the point. */
  readonly places: number;
}

/** Decimal text as a whole number of its last place; null when it is no decimal. No floats: 0.1 + 0.2 is 0.3 here. */
function scaled(text: string): Scaled | null {
  const found = /^(-?\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!found) return null;
  const [, whole = "0", fraction = ""] = found;
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

/** `quantity × unitPrice`, exact. Null when one is no decimal. */
export function productOf(quantity: string, unitPrice: string): string | null {
  const [a, b] = [scaled(quantity), scaled(unitPrice)];
  return a && b ? textOf({ digits: a.digits * b.digits, places: a.places + b.places }) : null;
}

/** The sum, exact; null when one of them is no decimal. */
export function sumOf(amounts: readonly (string | null)[]): string | null {
  let total: Scaled = { digits: 0n, places: 0 };
  for (const amount of amounts) {
    const next = amount === null ? null : scaled(amount);
    if (next === null) return null;
    const places = Math.max(total.places, next.places);
    const at = ({ digits, places: own }: Scaled) => digits * 10n ** BigInt(places - own);
    total = { digits: at(total) + at(next), places };
  }
  return textOf(total);
}

/** At least two places, further ones only where they say something: "12.50", "0.125". */
function textOf({ digits, places }: Scaled): string {
  const sign = digits < 0n ? "-" : "";
  const plain = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const whole = plain.slice(0, plain.length - places);
  const fraction = plain
    .slice(plain.length - places)
    .replace(/0+$/, "")
    .padEnd(2, "0");
  return `${sign}${whole}.${fraction}`;
}
