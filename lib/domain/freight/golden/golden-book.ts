import { ACCESSORIALS } from "./fixtures/accessorials";
import { CONTRACTS } from "./fixtures/contracts";
import { DECISIONS } from "./fixtures/decisions";
import { IDENTITY } from "./fixtures/identity";
import { MATCHING } from "./fixtures/matching";
import { TOLERANCES } from "./fixtures/tolerances";
import type { GoldenCase } from "./golden-case";

/** Freight bills over every rule of domain.md, "Freight audit", each verdict worked out by hand from the rule. */
export const GOLDEN_BOOK: readonly GoldenCase[] = [
  ...IDENTITY,
  ...MATCHING,
  ...TOLERANCES,
  ...CONTRACTS,
  ...ACCESSORIALS,
  ...DECISIONS,
];
