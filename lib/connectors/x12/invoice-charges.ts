import type { ChargeDraft } from "@/lib/domain/message/parsed-message";
import { formatCents, readImpliedCents } from "./amount";
import { classifyCharge } from "./codes/charge";
import type { SetScope } from "./set-scope";
import { element, type Segment } from "./transaction-set";

/** A charge line while its sign may still change. */
export interface ChargeLine {
  readonly draft: ChargeDraft;
  readonly cents: number;
  /** Advances (added) less prepaid (taken off), which are part of the amount due but no charge of their own. */
  readonly advanceCents: number;
}

/** Amount of an optional element; 0 when empty, null when it is none. */
function optionalCents(written: string): number | null {
  return written === "" ? 0 : readImpliedCents(written);
}

function optionalText(segment: Segment, index: number): string | undefined {
  return element(segment, index) || undefined;
}

function readLine(scope: SetScope, l1: Segment, index: number): ChargeLine | null {
  const charge = readImpliedCents(element(l1, 4));
  const advance = optionalCents(element(l1, 5));
  const prepaid = optionalCents(element(l1, 6));
  if (element(l1, 4) === "" && !advance && !prepaid) return null;
  const cents = element(l1, 4) === "" ? (advance ?? 0) : charge;
  if (cents === null || advance === null || prepaid === null) {
    scope.warn("invalid_code", index, `L1 amounts "${element(l1, 4)}" can't be read; the line was left out.`);
    return null;
  }
  const code = element(l1, 8);
  const description = element(l1, 12);
  const { kind, known } = classifyCharge(code, description);
  if (!known)
    scope.warn(
      "unmapped_code",
      index,
      `Charge code ${code} of x12-150 is not in the standard's list; the charge was kept.`,
    );
  const details = {
    code: code || undefined,
    description: description || undefined,
    rate: optionalText(l1, 2),
    rateQualifier: optionalText(l1, 3),
    quantity: optionalText(l1, 17),
  };
  const written = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
  const draft: ChargeDraft = { kind, amount: formatCents(cents), ...written, at: scope.at(index) };
  return { draft, cents, advanceCents: element(l1, 4) === "" ? -prepaid : advance - prepaid };
}

/**
 * Every charge line of a freight bill, in order.
 * Source: ASC X12 L1: 02 rate, 03 rate qualifier, 04 charge, 05 advances, 06 prepaid, 08 special charge code (element 150),
 * 12 description, 17 billed quantity; amounts are N2.
 */
export function readCharges(scope: SetScope): ChargeLine[] {
  const lines: ChargeLine[] = [];
  scope.segments.forEach((segment, index) => {
    const line = segment[0] === "L1" ? readLine(scope, segment, index) : null;
    if (line) lines.push(line);
  });
  return lines;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** True when the lines add up to the total, with or without advances and prepaid amounts. */
export function isBalanced(lines: readonly ChargeLine[], totalCents: number): boolean {
  const charges = sum(lines.map((line) => line.cents));
  return charges === totalCents || charges + sum(lines.map((line) => line.advanceCents)) === totalCents;
}

/**
 * Discounts some senders write without a minus. They are taken as deductions only when that, and nothing else, makes the bill add up.
 *
 * @returns the lines with their signs settled, and whether any was turned
 */
export function settleDiscountSigns(
  lines: readonly ChargeLine[],
  totalCents: number,
): { readonly lines: readonly ChargeLine[]; readonly turned: boolean } {
  if (isBalanced(lines, totalCents)) return { lines, turned: false };
  const turned = lines.map((line): ChargeLine => {
    if (line.draft.kind !== "discount" || line.cents <= 0) return line;
    return { ...line, cents: -line.cents, draft: { ...line.draft, amount: formatCents(-line.cents) } };
  });
  return isBalanced(turned, totalCents) ? { lines: turned, turned: true } : { lines, turned: false };
}
