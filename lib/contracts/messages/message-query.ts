import { z } from "zod";
import { dayParam, findParam, firstParams, placeParam, type RawParams } from "../search-params";
import { MESSAGE_STATE_NAMES } from "./state-words";

export const MESSAGE_TABS = ["person", "all", "outbound"] as const;
export type MessageTab = (typeof MESSAGE_TABS)[number];

export const WITHIN_HOURS = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;
export type Within = keyof typeof WITHIN_HOURS;
const WITHINS = Object.keys(WITHIN_HOURS) as [Within, ...Within[]];

/** Rank, instant with microseconds, id: a place in the order of the list. */
const cursor = placeParam(["rank", "at", "id"], "_");

/** Everything the address of the list says. What a stale or mistyped link holds beyond that is left out, not an error. */
export const messageQuerySchema = z.object({
  tab: z.enum(MESSAGE_TABS).catch("person").default("person"),
  state: z.enum(MESSAGE_STATE_NAMES).optional().catch(undefined),
  connection: z.uuid().optional().catch(undefined),
  reason: z
    .string()
    .regex(/^[a-z0-9_]{1,60}$/)
    .optional()
    .catch(undefined),
  within: z.enum(WITHINS).optional().catch(undefined),
  /** Days of the company's zone, both included. */
  from: dayParam,
  until: dayParam,
  q: findParam,
  after: cursor,
  before: cursor,
});
export type MessageQuery = z.infer<typeof messageQuerySchema>;

export function readMessageQuery(params: RawParams): MessageQuery {
  return messageQuerySchema.parse(firstParams(params));
}

/** The address of the list under `query` with `changes`. A change of filter starts at the first page. */
export function messagesHref(query: MessageQuery, changes: Partial<MessageQuery> = {}): string {
  const next: Partial<MessageQuery> = { ...query, after: undefined, before: undefined, ...changes };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(next)) {
    if (value !== undefined && value !== "" && !(key === "tab" && value === "person")) params.set(key, value);
  }
  const text = params.toString();
  return text === "" ? "/messages" : `/messages?${text}`;
}
