import { afterAll, describe, expect, it } from "vitest";
import { auditInvoice } from "../audit-invoice";
import { matchInvoice } from "../match-invoice";
import { GOLDEN_BOOK } from "./golden-book";
import type { Expected, GoldenCase } from "./golden-case";
import { minor } from "./golden-case";
import { worldOf } from "./standard-world";

const MINIMUM = 300;

/** What the rules say of a case, in the words of the book; only what the case states. */
function verdictOf({ given, expected }: GoldenCase): Record<string, unknown> {
  const { input, candidates } = worldOf(given);
  const match = given.shipments ? null : matchInvoice(input.invoice, candidates);
  const audit = auditInvoice(match && !match.matched ? { ...input, subjects: [] } : input);
  const said = {
    match: match && (match.matched ? match.rule : match.why),
    outcome: audit.outcome,
    header: audit.header.verdict,
    lines: audit.lines.map(
      ({ kind, verdict, proposal, payMinor }) => `${kind} ${verdict} ${proposal} ${payMinor}`,
    ),
    pay: audit.payableMinor,
    holds: [...audit.header.holds].sort(),
    second: audit.needsSecondPerson,
    contestBy: audit.contestBy,
  };
  return Object.fromEntries(Object.entries(said).filter(([key]) => key in expected));
}

function inMinor(expected: Expected): Record<string, unknown> {
  return {
    ...expected,
    pay: minor(expected.pay),
    ...(expected.lines && {
      lines: expected.lines.map((line) => line.replace(/ (-?[\d.]+)$/, (_, amount) => ` ${minor(amount)}`)),
    }),
    ...(expected.holds && { holds: [...expected.holds].sort() }),
  };
}

const score = new Map<string, { right: number; total: number }>();

describe("the golden book of freight bills", () => {
  it(`has at least ${MINIMUM} invoices, each with its reason, none twice`, () => {
    expect(GOLDEN_BOOK.length).toBeGreaterThanOrEqual(MINIMUM);
    expect(GOLDEN_BOOK.filter(({ why }) => why.length < 20)).toEqual([]);
    const given = GOLDEN_BOOK.map(({ rule, given: one, expected }) => JSON.stringify([rule, one, expected]));
    expect(given.filter((one, index) => given.indexOf(one) !== index)).toEqual([]);
  });

  it.each(GOLDEN_BOOK.map((one, index) => [index + 1, one.rule, one.why, one] as const))(
    "%i %s: %s",
    (_number, rule, _why, one) => {
      const kept = score.get(rule) ?? { right: 0, total: 0 };
      score.set(rule, { ...kept, total: kept.total + 1 });
      expect(verdictOf(one)).toEqual(inMinor(one.expected));
      score.set(rule, { right: kept.right + 1, total: kept.total + 1 });
    },
  );

  afterAll(() => {
    const rows = [...score].map(
      ([rule, { right, total }]) => `${String(right).padStart(4)}/${String(total).padEnd(4)} ${rule}`,
    );
    const right = [...score.values()].reduce((sum, one) => sum + one.right, 0);
    console.log(
      `golden book, right/total per rule\n${rows.join("\n")}\n${right}/${GOLDEN_BOOK.length} right`,
    );
  });
});
