/** The filters and the place of the audit log, as they stand in its address. */
export interface AuditQuery {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly days?: number | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

const ORDER = ["action", "actorId", "subjectKind", "subjectId", "days", "before", "after"] as const;

/** The address with `change` applied. Without a place in `change` it leads to the newest page: a filter starts over. */
export function auditHref(query: AuditQuery, change: AuditQuery): string {
  const next: AuditQuery = { ...query, before: undefined, after: undefined, ...change };
  const params = new URLSearchParams();
  for (const name of ORDER) {
    const value = next[name];
    if (value !== undefined) params.set(name, String(value));
  }
  return params.size === 0 ? "/audit" : `/audit?${params}`;
}
