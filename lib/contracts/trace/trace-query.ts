import { z } from "zod";
import { TRACE_SCOPES, type TraceQuery } from "./trace-page";

const place = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z_[0-9a-z./_-]{1,160}$/)
  .optional()
  .catch(undefined);

const schema = z.object({
  from: z.string().max(200).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  scope: z.enum(TRACE_SCOPES).default("all").catch("all"),
  before: place,
  after: place,
  open: z.string().max(200).optional().catch(undefined),
});

/** The address of a trace as a query; what is no value counts as left out. */
export function readTraceQuery(params: Readonly<Record<string, string | string[] | undefined>>): TraceQuery {
  return schema.parse(params);
}
