import { z } from "zod";
import type { AuditQuery } from "@/components/audit/audit-href";

const word = z.string().min(1).max(120).optional().catch(undefined);
const place = z.coerce.number().int().positive().optional().catch(undefined);

const schema = z.object({
  action: word,
  actorId: word,
  subjectKind: word,
  subjectId: word,
  days: z.coerce.number().int().min(1).max(3_650).optional().catch(undefined),
  before: place,
  after: place,
});

/** The filters of an address; what is no filter of ours, or not one value, is as if it were not there. */
export function readAuditQuery(params: Readonly<Record<string, string | string[] | undefined>>): AuditQuery {
  return schema.parse(params);
}
