import { moneyText } from "../money/decimal";
import { money } from "../money/money";
import type { AuditInput, AuditSubject } from "./audit-input";
import { auditLines } from "./audit-lines";
import type {
  AuditHeader,
  AuditLine,
  AuditOutcome,
  HeaderVerdict,
  Hold,
  InvoiceAudit,
  LineDecision,
} from "./audit-result";
import { contestBy, needsSecondPerson, payableOf } from "./decide";
import { identityFindings } from "./identity";
import { sameParty } from "./match-invoice";
import { isWithin, selectTolerance, toleranceText } from "./tolerance";

interface Objection {
  readonly hold: Hold;
  readonly words: string;
}

const OUTCOME_OF: Readonly<Partial<Record<Hold, AuditOutcome>>> = {
  duplicate_number: "blocked",
  duplicate_pro_amount: "blocked",
  cancelled_bill: "blocked",
  out_of_balance: "data_exception",
  unmatched: "unmatched",
  same_pro: "ask",
};
const OUTCOME_ORDER: readonly AuditOutcome[] = [
  "blocked",
  "data_exception",
  "unmatched",
  "ask",
  "review",
  "passed",
];

const PAYABLE: ReadonlySet<AuditOutcome> = new Set(["passed", "review"]);

/** What the whole bill demands of each of its lines. */
const FORCED: Readonly<Partial<Record<Hold, LineDecision>>> = {
  duplicate_number: "exception",
  duplicate_pro_amount: "exception",
  cancelled_bill: "exception",
  out_of_balance: "exception",
  same_pro: "exception",
  unmatched: "exception",
  not_our_bill: "deny",
};

/**
 * The audit of one carrier invoice: identity, header and every charge of every shipment it is for, each with its reason. It passes without touch only when
 * nothing at all speaks against it, so errors that cancel do not hide. Pure: the same facts give the same audit, in whatever order they are given.
 *
 * Source: domain.md, "Freight audit".
 */
export function auditInvoice(input: AuditInput): InvoiceAudit {
  const { invoice, rules } = input;
  const objections = objectionsOf(input);
  const forced = objections.map(({ hold }) =>
    hold === "same_pro" && input.samePro ? undefined : FORCED[hold],
  );
  const demand = forced.includes("exception") ? "exception" : forced.includes("deny") ? "deny" : null;
  const subjects = [...input.subjects].sort((a, b) => (a.facts.shipmentId < b.facts.shipmentId ? -1 : 1));
  const lines = subjects.flatMap((subject) => auditLines(input, subject, demand));
  const header = headerOf(input, lines, subjects, objections);
  const holds = [...header.holds, ...lines.flatMap((line) => line.holds)];
  const outcome = outcomeOf(holds, input);
  const payable = payableOf(invoice, lines, rules.profile);
  const payableMinor = PAYABLE.has(outcome) ? payable.payableMinor : 0;
  const { currency, amountMinor } = invoice.total;
  const second = needsSecondPerson(money(payableMinor, currency), rules.secondPersonOver);
  return {
    invoiceId: invoice.id,
    currency,
    outcome: second && outcome === "passed" ? "review" : outcome,
    header: second ? overLimit(header, input) : header,
    lines,
    payableMinor,
    atStakeMinor: Math.max(0, amountMinor - (PAYABLE.has(outcome) ? payable.proposedMinor : 0)),
    needsSecondPerson: second,
    contestBy: contestBy(invoice.receivedAt, rules.profile, rules.zone),
  };
}

function outcomeOf(holds: readonly Hold[], { samePro }: AuditInput): AuditOutcome {
  const each = holds.map((hold) =>
    hold === "same_pro" && samePro ? "review" : (OUTCOME_OF[hold] ?? "review"),
  );
  return OUTCOME_ORDER.find((outcome) => each.includes(outcome)) ?? "passed";
}

/** What speaks against the bill before any amount is looked at. */
function objectionsOf(input: AuditInput): Objection[] {
  const { invoice, subjects, rules, others } = input;
  const objections: Objection[] = identityFindings(invoice, others).map(({ hold, words }) => ({
    hold,
    words,
  }));
  const add = (hold: Hold, words: string) => objections.push({ hold, words });
  if (subjects.length === 0) add("unmatched", "No shipment is matched to it.");
  else if (!isWhollyShared(input)) add("unmatched", "Its lines are not wholly shared among its shipments.");
  if (invoice.correction === "cancelled") add("cancelled_bill", "The carrier says this bill is cancelled.");
  if (invoice.correction === "duplicate")
    add("duplicate_number", "The carrier says this bill is a duplicate.");
  if (invoice.total.amountMinor < 0) add("credit", "It is a credit.");
  const { billTo } = invoice;
  if (billTo !== null && rules.ourNames.length > 0 && !rules.ourNames.some((name) => sameParty(name, billTo)))
    add("not_our_bill", `It is to ${billTo}, which is none of our names.`);
  const without = (missing: (subject: AuditSubject) => boolean) =>
    subjects
      .filter(missing)
      .map(({ facts }) => facts.label)
      .sort()
      .join(", ");
  const noPod = without(
    ({ facts }) => rules.profile.podRequired && facts.podAt === null && facts.cancelledAt === null,
  );
  if (noPod !== "") add("missing_pod", `No proof of delivery for ${noPod}.`);
  const noAccrual = without(({ accrual }) => accrual === null || accrual.length === 0);
  if (noAccrual !== "") add("missing_accrual", `Nothing was accrued for ${noAccrual}.`);
  return objections;
}

/** Every line is given to the shipments to the last minor unit, and none twice. */
function isWhollyShared({ invoice, subjects }: AuditInput): boolean {
  return invoice.lines.every(({ index, amountMinor }) => {
    const given = subjects.map(({ share }) => (share === null ? amountMinor : (share.get(index) ?? 0)));
    return given.reduce((sum, part) => sum + part, 0) === amountMinor;
  });
}

function headerOf(
  { invoice, rules }: AuditInput,
  lines: readonly AuditLine[],
  subjects: readonly AuditSubject[],
  objections: readonly Objection[],
): AuditHeader {
  const { currency, amountMinor: billedMinor } = invoice.total;
  const expectedMinor =
    lines.length === 0 || lines.some((line) => line.expectedMinor === null)
      ? null
      : (total(lines, "expectedMinor") ?? 0);
  const difference = expectedMinor === null ? null : billedMinor - expectedMinor;
  const modes = [...new Set(subjects.map(({ facts }) => facts.mode))];
  const subject = { carrier: invoice.carrier, mode: modes.length === 1 ? (modes[0] ?? null) : null };
  const charge = (difference ?? 0) < 0 ? "total_under" : "total_over";
  const policy = selectTolerance(rules.policies, charge, subject, invoice.receivedAt);
  const limit = policy ? toleranceText(policy) : "exact";
  const verdict = verdictOf(difference, expectedMinor, (size, of) => isWithin(policy, size, of, currency));
  const all = [...objections];
  const by = moneyText(Math.abs(difference ?? 0), currency);
  if (verdict === "above_tolerance")
    all.push({ hold: "total_over", words: `${by} over what is owed, more than ${limit}.` });
  if (verdict === "below_tolerance")
    all.push({ hold: "total_under", words: `${by} under what is owed, more than ${limit}.` });
  return {
    contractMinor: total(lines, "contractMinor"),
    accruedMinor: accruedOf(subjects),
    ...{ billedMinor, expectedMinor, differenceMinor: difference, verdict },
    holds: [...new Set(all.map(({ hold }) => hold))],
    policy: policy && { id: policy.id, version: policy.version, words: limit },
    reasons: all.map(({ words }) => words),
  };
}

function verdictOf(
  difference: number | null,
  expectedMinor: number | null,
  isAllowed: (size: number, of: number) => boolean,
): HeaderVerdict {
  if (difference === null || expectedMinor === null) return "not_compared";
  if (difference === 0) return "matches";
  if (isAllowed(difference, expectedMinor)) return "within_tolerance";
  return difference > 0 ? "above_tolerance" : "below_tolerance";
}

function total(lines: readonly AuditLine[], of: "contractMinor" | "expectedMinor"): number | null {
  const known = lines.flatMap((line) => line[of] ?? []);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0);
}

/** Everything accrued, if all of it is in one currency. */
function accruedOf(subjects: readonly AuditSubject[]): number | null {
  const accrued = subjects.flatMap(({ accrual }) => accrual ?? []);
  if (accrued.length === 0 || new Set(accrued.map(({ currency }) => currency)).size > 1) return null;
  return accrued.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function overLimit(header: AuditHeader, { rules }: AuditInput): AuditHeader {
  const over = rules.secondPersonOver;
  const words = over ? `More than ${moneyText(over.amountMinor, over.currency)} needs a second person.` : "";
  return { ...header, holds: [...header.holds, "over_limit"], reasons: [...header.reasons, words] };
}
