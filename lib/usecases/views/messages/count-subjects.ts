import type { EventDraft } from "@/lib/domain/event/draft";
import { isStrong } from "@/lib/domain/reference/correlate";
import { normaliseReference, type Reference } from "@/lib/domain/reference/reference";

/**
 * How many different things these statements speak of. Those that share a number naming one shipment speak of one thing,
 * directly or through a third. Without such a number only the statements of one document that name the same do: ten loads
 * go under one purchase order, row by row.
 */
export function countSubjects(drafts: readonly Pick<EventDraft, "document" | "references">[]): number {
  const parents = new Map<string, string>();
  let count = 0;
  for (const draft of drafts) {
    const lookups = lookupsOf(draft.references.filter(({ type }) => isStrong(type)));
    // Not a look-up form, so that it is nobody's number.
    if (lookups.length === 0)
      lookups.push(`${draft.document}: ${lookupsOf(draft.references).sort().join(" ")}`);
    const [first = "", ...others] = lookups;
    for (const lookup of lookups) {
      if (parents.has(lookup)) continue;
      parents.set(lookup, lookup);
      count += 1;
    }
    for (const lookup of others) if (joined(parents, first, lookup)) count -= 1;
  }
  return count;
}

function lookupsOf(references: readonly Reference[]): string[] {
  return references.map(({ value }) => normaliseReference(value)).filter((lookup) => lookup !== "");
}

/** @returns false when the two were of one group already. */
function joined(parents: Map<string, string>, one: string, other: string): boolean {
  const [root, otherRoot] = [rootOf(parents, one), rootOf(parents, other)];
  if (root === otherRoot) return false;
  parents.set(otherRoot, root);
  return true;
}

/** Halves the way up each time, so that long chains stay short. */
function rootOf(parents: Map<string, string>, lookup: string): string {
  let at = lookup;
  for (;;) {
    const parent = parents.get(at) ?? at;
    if (parent === at) return at;
    const above = parents.get(parent) ?? parent;
    parents.set(at, above);
    at = above;
  }
}
