import { z } from "zod";
import { ROLES } from "@/lib/domain/access/role";
import { EXCEPTION_KINDS, SEVERITIES } from "@/lib/domain/exception/exception";
import { findParam, firstParams, nameParam, placeParam, type RawParams } from "../search-params";

/** `open` holds what is open or acknowledged; `mine` and `unassigned` are parts of it; `resolved` is what closed today. */
export const EXCEPTION_TABS = ["open", "mine", "unassigned", "snoozed", "resolved", "ignored"] as const;
export type ExceptionTab = (typeof EXCEPTION_TABS)[number];

/** Severity's place, instant with microseconds, id: a place in the order of the list. */
const cursor = placeParam(["rank", "at", "id"], "_");

/** What narrows the list, without a place in it: what a bulk plan is made over. */
export const exceptionFilterSchema = z.object({
  tab: z.enum(EXCEPTION_TABS).catch("open").default("open"),
  kind: z.enum(EXCEPTION_KINDS).optional().catch(undefined),
  severity: z.enum(SEVERITIES).optional().catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  assignee: z.uuid().optional().catch(undefined),
  customer: nameParam,
  carrier: nameParam,
  connection: z.uuid().optional().catch(undefined),
  group: z.uuid().optional().catch(undefined),
  /** The start of what it is about: a shipment's number, a connection's name. */
  q: findParam,
});
export type ExceptionFilter = z.infer<typeof exceptionFilterSchema>;

/** Everything the address of the list says. What a stale or mistyped link holds beyond that is left out, not an error. */
const exceptionQuerySchema = exceptionFilterSchema.extend({ after: cursor, before: cursor });
export type ExceptionQuery = z.infer<typeof exceptionQuerySchema>;

export function readExceptionQuery(params: RawParams): ExceptionQuery {
  return exceptionQuerySchema.parse(firstParams(params));
}

/** The address of the list under `query` with `changes`. A change of filter starts at the first page. */
export function exceptionsHref(query: ExceptionQuery, changes: Partial<ExceptionQuery> = {}): string {
  const text = exceptionParams({ ...query, after: undefined, before: undefined, ...changes }).toString();
  return text === "" ? "/exceptions" : `/exceptions?${text}`;
}

/** The same as parameters. */
export function exceptionParams(query: Partial<ExceptionQuery>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== "" && !(key === "tab" && value === "open")) params.set(key, value);
  }
  return params;
}
