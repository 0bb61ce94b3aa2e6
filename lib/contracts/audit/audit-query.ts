import { z } from "zod";
import { AUDIT_ACTOR_KINDS } from "@/lib/domain/access/actor";

const word = z.string().trim().min(1).max(120).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const place = z.coerce.number().int().positive().optional().catch(undefined);

/** What narrows the log: who, what, on what, when, and words in it. */
const filterShape = {
  who: z.enum(AUDIT_ACTOR_KINDS).optional().catch(undefined),
  actorId: word,
  action: word,
  subjectKind: word,
  subjectId: word,
  days: z.coerce.number().int().min(1).max(3_650).optional().catch(undefined),
  /** Days of the company's zone, both included. */
  from: day,
  until: day,
  /** Words of the name, the action, the subject, the reason and the change. */
  q: word,
};

const auditQuerySchema = z.object({ ...filterShape, before: place, after: place });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const AUDIT_EXPORT_FORMATS = ["csv", "jsonl"] as const;
export type AuditExportFormat = (typeof AUDIT_EXPORT_FORMATS)[number];

type RawParams = Readonly<Record<string, string | string[] | undefined>>;

/** What an address says; what is no filter of ours, or not one value, is as if it were not there. */
export function readAuditQuery(params: URLSearchParams | RawParams): AuditQuery {
  return auditQuerySchema.parse(params instanceof URLSearchParams ? Object.fromEntries(params) : params);
}

/** The address with `changes` applied. Without a place in them it leads to the newest page: a filter starts over. */
export function auditHref(query: AuditQuery, changes: Partial<AuditQuery> = {}): string {
  const params = auditParams({ ...query, before: undefined, after: undefined, ...changes });
  return params.size === 0 ? "/audit" : `/audit?${params}`;
}

/** Where the rows that fit can be had as a file. */
export function auditExportHref(query: AuditQuery, format: AuditExportFormat): string {
  const params = auditParams({ ...query, before: undefined, after: undefined });
  params.set("format", format);
  return `/api/audit/export?${params}`;
}

/** In the order of the schema, so that equal filters have one address. */
function auditParams(query: Partial<AuditQuery>): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of auditQuerySchema.keyof().options) {
    const value = query[name];
    if (value !== undefined) params.set(name, String(value));
  }
  return params;
}
