import { ROLE_LABELS } from "@/lib/domain/access/role";
import type { CatalogueTerms } from "@/lib/domain/catalogue/catalogue";
import {
  lateText,
  retentionText,
  SOURCE_WORDS,
  SYNC_WORDS,
  SYSTEM_WORDS,
} from "@/lib/domain/catalogue/words";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";

const WORDS: readonly (readonly [string, (terms: CatalogueTerms) => string])[] = [
  ["System of record", ({ system }) => SYSTEM_WORDS[system]],
  ["May state it", ({ mayState }) => mayState.map((source) => SOURCE_WORDS[source]).join(", ")],
  ["Synced", ({ sync }) => SYNC_WORDS[sync]],
  ["Known within", ({ lateMinutes }) => lateText(lateMinutes)],
  ["Owner", ({ ownerRole }) => ROLE_LABELS[ownerRole]],
  ["Clocks", ({ clocks }) => clocks.map((clock) => CLOCK_WORDS[clock].name).join(", ") || "none"],
  ["Runbook", ({ runbook }) => (runbook ? EXCEPTION_RULES[runbook].label : "none")],
  ["Kept", ({ retentionMonths }) => retentionText(retentionMonths)],
];

interface Difference {
  readonly name: string;
  readonly was: string;
  readonly becomes: string;
}

/** What would be otherwise, in words, in the order of the table. */
export function differencesOf(before: CatalogueTerms, after: CatalogueTerms): readonly Difference[] {
  return WORDS.map(([name, words]) => ({ name, was: words(before), becomes: words(after) })).filter(
    ({ was, becomes }) => was !== becomes,
  );
}
