import { z } from "zod";
import { FLOW_NAMES } from "@/lib/domain/flow/definition";
import { findParam, firstParams, placeParam, type RawParams } from "../search-params";
import { RUN_STATE_ORDER } from "./flow-words";

const cursor = placeParam(["at", "id"], "_");

/** What narrows the list, without a place in it. `state` missing: what waits for a person; "open" and "over" stand for several. */
export const runFilterSchema = z.object({
  state: z
    .enum([...RUN_STATE_ORDER, "open", "over"])
    .optional()
    .catch(undefined),
  flow: z.enum(FLOW_NAMES).optional().catch(undefined),
  connection: z.uuid().optional().catch(undefined),
  /** The start of what a run is about: an order, a shipment number. */
  q: findParam,
});
export type RunFilter = z.infer<typeof runFilterSchema>;

/** Everything the address of the list of runs says. */
const runQuerySchema = runFilterSchema.extend({ after: cursor });
export type RunQuery = z.infer<typeof runQuerySchema>;

export function readRunQuery(params: RawParams): RunQuery {
  return runQuerySchema.parse(firstParams(params));
}

/** The address of the list under `query` with `changes`. A change of filter starts at the first page. */
export function flowsHref(query: RunQuery, changes: Partial<RunQuery> = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...query, after: undefined, ...changes }))
    if (value) params.set(key, value);
  const text = params.toString();
  return text === "" ? "/flows" : `/flows?${text}`;
}

/** The list of what waits for a yes. `of`: mine, or everything that is open. */
const approvalQuerySchema = z.object({
  of: z.enum(["mine", "all"]).catch("mine").default("mine"),
  after: cursor,
});
export type ApprovalQuery = z.infer<typeof approvalQuerySchema>;

export function readApprovalQuery(params: RawParams): ApprovalQuery {
  return approvalQuerySchema.parse(firstParams(params));
}
