import type { ChargeKind } from "../message/parsed-message";
import type { AuditLine, AuditOutcome, LineDecision } from "./audit-result";

/** What a person decided for one charge of one shipment. */
export interface LineChoice {
  readonly shipmentId: string;
  readonly kind: ChargeKind;
  readonly decision: LineDecision;
}

export type Chosen =
  | { readonly ok: true; readonly lines: readonly AuditLine[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The lines of an audit as a person decided them; lines without a choice keep their proposal. "Pay contract" pays what is held to be owed, never more than
 * was billed.
 *
 * @returns a reason when a choice names no line, or asks to pay by a contract that says nothing.
 */
export function chooseDecisions(lines: readonly AuditLine[], choices: readonly LineChoice[]): Chosen {
  const isFor = (line: AuditLine) => (choice: LineChoice) =>
    choice.shipmentId === line.shipmentId && choice.kind === line.kind;
  const lost = choices.find((choice) => !lines.some((line) => isFor(line)(choice)));
  if (lost)
    return { ok: false, reason: `The bill has no ${lost.kind.replaceAll("_", " ")} for this shipment.` };
  const bare = lines.find(
    (line) => line.expectedMinor === null && choices.findLast(isFor(line))?.decision === "pay_contract",
  );
  if (bare)
    return {
      ok: false,
      reason: `Nothing says what is owed for ${bare.kind.replaceAll("_", " ")}: pay it as billed, deny it or leave it open.`,
    };
  return {
    ok: true,
    lines: lines.map((line) => {
      const choice = choices.findLast(isFor(line));
      return choice ? { ...line, proposal: choice.decision, payMinor: paid(line, choice.decision) } : line;
    }),
  };
}

function paid({ billedMinor, expectedMinor }: AuditLine, decision: LineDecision): number {
  if (decision === "pay_billed") return billedMinor;
  return decision === "pay_contract" ? Math.min(billedMinor, expectedMinor ?? 0) : 0;
}

const REFUSED: Readonly<Partial<Record<AuditOutcome, string>>> = {
  blocked:
    "It is blocked as a duplicate or cancelled bill. Set the other bill aside first, or decline this one.",
  data_exception: "Its amounts don't add up. Ask the carrier for a corrected bill.",
  unmatched: "It is not wholly matched to shipments. Match it first.",
  ask: "Say first whether it is a balance due, supplemental or corrected.",
};

/** Why a bill can't be approved as it stands; null: it can, by whom it takes. */
export function refusalOf(outcome: AuditOutcome): string | null {
  return REFUSED[outcome] ?? null;
}
