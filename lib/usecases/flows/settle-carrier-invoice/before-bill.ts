import type { FreightInvoiceRow } from "@/db/queries/freight/read-bill";
import type { Blocker } from "@/lib/domain/flow/blocker";
import type { AuditOutcome, Hold } from "@/lib/domain/freight/audit-result";
import { moneyText } from "@/lib/domain/money/decimal";
import { keepDecision } from "@/lib/usecases/freight/keep-decision";
import { auditLineOf } from "@/lib/usecases/freight/line-rows";
import { askOnce } from "../engine/approval-step";
import type { StepHandler } from "../engine/flow-implementation";
import { flowSettings } from "../flow-settings";
import { type BillLook, holdBill, waitForBill, withBill } from "./look-at-bill";

const DAY_MS = 24 * 3_600_000;

const STOPPED: Readonly<Partial<Record<AuditOutcome, Blocker>>> = {
  blocked: "duplicate",
  ask: "duplicate",
  data_exception: "out_of_balance",
};

const reasonsOf = ({ header }: FreightInvoiceRow): string => header.reasons.join(" ");

export const identity = withBill(async (step, { bill }) => {
  const blocker = bill.state === "open" ? STOPPED[bill.outcome] : undefined;
  return blocker
    ? holdBill(step, blocker, reasonsOf(bill))
    : { kind: "next", note: "It repeats no bill before it, and its amounts add up." };
});

/** A bill that was looked at again may be found a duplicate after all: then it begins anew. */
const whileSound = (look: Parameters<typeof withBill>[0]): StepHandler =>
  withBill(async (step, given) =>
    given.bill.state === "open" && STOPPED[given.bill.outcome]
      ? { kind: "next", to: "identity", note: "Something else came to light." }
      : look(step, given),
  );

export const match = whileSound(async (step, { bill }) => {
  if (bill.state !== "open" || bill.outcome !== "unmatched") return { kind: "next", note: bill.match.words };
  const { waitDays } = await flowSettings(step.tx, step.run.companyId, "settle_carrier_invoice");
  const words = `${bill.match.words} ${reasonsOf(bill)}`;
  return step.now().getTime() - step.run.startedAt.getTime() > waitDays * DAY_MS
    ? holdBill(step, "not_matched", `${words} For ${waitDays} days now.`)
    : waitForBill(step, words, DAY_MS);
});

export const audit = whileSound(async (step, { bill, lines }) => {
  if (bill.state !== "open")
    return { kind: "next", note: `Decided by ${bill.decidedBy}: ${bill.decisionReason}` };
  if (bill.outcome === "unmatched") return { kind: "next", to: "match", note: "It is matched no more." };
  const onlyOverLimit = bill.holds.every((hold) => hold === "over_limit");
  if (!onlyOverLimit) return holdBill(step, blockerOf(bill.holds), whyHeld({ bill, lines }));
  const reason = "Bill and every charge pass.";
  const decided = { lines: lines.map(auditLineOf), reason, action: "freight.pass" } as const;
  await keepDecision(step.tx, step.actor, bill, decided, step.now());
  return { kind: "next", note: reason };
});

/** What a person has to look at first names the hold. */
function blockerOf(holds: readonly Hold[]): Blocker {
  if (holds.includes("missing_pod")) return "no_pod";
  if (holds.includes("no_rate")) return "rate_missing";
  return "lines_undecided";
}

function whyHeld({ bill, lines }: BillLook): string {
  const held = lines.filter(({ holds }) => holds.length > 0).map(({ reason }) => reason);
  return [...bill.header.reasons, ...held].slice(0, 5).join(" ");
}

export const approve = withBill(async (step, { bill, lines }) => {
  const { payableMinor: amountMinor, currency } = bill;
  if (amountMinor === 0) return { kind: "next", to: "tell", note: "Nothing of it is paid." };
  if (!bill.needsSecondPerson) return { kind: "next", note: "Within what needs no second person." };
  const ask = askOnce(step, {
    question: `Pay ${moneyText(amountMinor, currency)} of ${bill.carrier} ${bill.number}, billed ${moneyText(bill.totalMinor, currency)}?`,
    permission: "freight.decide",
    requestedById: bill.decidedById,
    fourEyes: true,
    amount: { amountMinor, currency },
    evidence: [
      { label: "Decided by", value: `${bill.decidedBy}: ${bill.decisionReason}` },
      { label: "Matched", value: bill.match.words },
      ...lines.slice(0, 20).map(({ kind, billedMinor, payMinor, reason }) => ({
        label: kind.replaceAll("_", " "),
        value: `${moneyText(payMinor, currency)} of ${moneyText(billedMinor, currency)}: ${reason}`,
      })),
    ],
  });
  return ask ?? { kind: "next", note: `${step.approval?.decidedBy} approved.` };
});
