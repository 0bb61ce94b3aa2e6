import { z } from "zod";
import { CONNECTION_HEALTHS } from "@/lib/domain/connection/health";
import { findParam, firstParams, type RawParams } from "../search-params";

const connectionQuerySchema = z.object({
  state: z.enum(CONNECTION_HEALTHS).optional().catch(undefined),
  q: findParam,
  /** The connection after which the page begins, in the order of the list. */
  after: z.uuid().optional().catch(undefined),
});
export type ConnectionQuery = z.infer<typeof connectionQuerySchema>;

export function readConnectionQuery(params: RawParams): ConnectionQuery {
  return connectionQuerySchema.parse(firstParams(params));
}

/** The address of the list with these changes; a change of filter starts at the top. */
export function connectionsHref(query: ConnectionQuery, changes: Partial<ConnectionQuery> = {}): string {
  const next = { ...query, after: undefined, ...changes };
  const params = new URLSearchParams(
    Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return params.size > 0 ? `/connections?${params}` : "/connections";
}
