import { z } from "zod";
import { findParam, firstParams, placeParam, type RawParams } from "../search-params";
import { COMMAND_KINDS, COMMAND_STATE_ORDER } from "./command-words";

/** State's place, instant with microseconds, id: a place in the order of the list. */
const cursor = placeParam(["rank", "at", "id"], "_");

/** Everything the address of the list says. What a stale or mistyped link holds beyond that is left out, not an error. */
const commandQuerySchema = z.object({
  state: z.enum(COMMAND_STATE_ORDER).optional().catch(undefined),
  kind: z.enum(COMMAND_KINDS).optional().catch(undefined),
  connection: z.uuid().optional().catch(undefined),
  /** The start of an operation key, of a document (`stock.picking,12`) or of a result's name (`BILL/2026/11/0007`). */
  q: findParam,
  after: cursor,
  before: cursor,
});
export type CommandQuery = z.infer<typeof commandQuerySchema>;

export function readCommandQuery(params: RawParams): CommandQuery {
  return commandQuerySchema.parse(firstParams(params));
}

/** The address of the list under `query` with `changes`. A change of filter starts at the first page. */
export function commandsHref(query: CommandQuery, changes: Partial<CommandQuery> = {}): string {
  const next = { ...query, after: undefined, before: undefined, ...changes };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(next)) if (value) params.set(key, value);
  const text = params.toString();
  return text === "" ? "/commands" : `/commands?${text}`;
}
