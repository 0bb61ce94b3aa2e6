import type { Problem } from "@/lib/domain/message/parsed-message";
import type { Reference, ReferenceType } from "@/lib/domain/reference/reference";

export interface NamedNumber {
  readonly type: ReferenceType;
  readonly value: string | null | undefined;
  readonly at: string;
  readonly scope?: string;
}

/**
 * The numbers that can be looked up, each once. A placeholder of the documentation (`shp_...`) names nothing and is reported
 * once per document. Source: EasyPost API v2, object ids are a prefix and 32 hexadecimal digits.
 */
export function usableReferences(
  numbers: readonly NamedNumber[],
  documentPath: string,
): { references: readonly Reference[]; problems: readonly Problem[] } {
  const references = new Map<string, Reference>();
  let placeholder: string | undefined;
  for (const number of numbers) {
    const value = number.value?.trim();
    if (!value) continue;
    if (value.includes("...") || !/[\p{L}\p{N}]/u.test(value)) {
      placeholder ??= value;
      continue;
    }
    const reference: Reference = {
      type: number.type,
      value,
      ...(number.scope ? { scope: number.scope } : {}),
    };
    const key = `${number.type} ${value}`;
    if (!references.has(key)) references.set(key, reference);
  }
  if (placeholder === undefined) return { references: [...references.values()], problems: [] };
  const message = `"${placeholder.slice(0, 40)}" is a placeholder, not a number; it was not used as a reference.`;
  const problem: Problem = { code: "placeholder_value", severity: "warning", at: documentPath, message };
  return { references: [...references.values()], problems: [problem] };
}
