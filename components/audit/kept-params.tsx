import type { AuditQuery } from "@/lib/contracts/audit/audit-query";

interface KeptParamsProps {
  readonly query: AuditQuery;
  /** What the form itself sets. */
  readonly without: readonly (keyof AuditQuery)[];
}

/** The rest of the address, so that a form changes only its own part of it. A change starts at the newest page. */
export function KeptParams({ query, without }: KeptParamsProps) {
  const dropped = new Set<string>([...without, "after", "before"]);
  return Object.entries(query)
    .filter(([key, value]) => value !== undefined && !dropped.has(key))
    .map(([key, value]) => <input key={key} type="hidden" name={key} value={value} />);
}
