import { z } from "zod";
import type { Channel } from "@/lib/domain/notice/subscription";
import {
  type Acknowledgement,
  OUTBOUND_KINDS,
  OUTBOUND_STATES,
  type OutboundKind,
  type OutboundState,
} from "@/lib/domain/outbound/outbound";
import { firstParams, placeParam, type RawParams } from "../search-params";

/** What goes out: messages to partners and customers by their kind, and notices by their channel. */
export type OutboundSort = OutboundKind | Exclude<Channel, "in_app">;

/** One thing we send. Moments are ISO 8601. */
export interface OutboundItem {
  readonly id: string;
  /** A message with bytes of its own, or a notice. */
  readonly source: "message" | "notice";
  readonly sort: OutboundSort;
  readonly title: string;
  readonly to: string;
  readonly connectionSlug: string | null;
  readonly state: OutboundState;
  readonly acknowledgement: Acknowledgement;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextTryAt: string | null;
  readonly shipmentId: string | null;
}

export interface OutboundPageList {
  readonly items: readonly OutboundItem[];
  readonly older: string | null;
  readonly counts: Readonly<Partial<Record<OutboundState, string>>>;
  readonly connections: readonly { readonly value: string; readonly label: string }[];
  readonly showsNotices: boolean;
}

export interface OutboundTry {
  readonly kind: string;
  readonly at: string;
  readonly outcome: string;
  readonly error: string | null;
}

export interface OutboundDetail extends OutboundItem {
  readonly version: number;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** The same on every try: by it a receiver knows a repeat. */
  readonly operationKey: string;
  readonly inReplyTo: string | null;
  readonly exceptionId: string | null;
  readonly requestedBy: string | null;
  readonly verdict: "A" | "E" | "P" | "R" | null;
  readonly fetchedAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly wayOut: "post" | "folder" | "fetch" | "mail" | null;
  readonly tries: readonly OutboundTry[];
  readonly mayResend: boolean;
}

export interface SentNotice extends OutboundItem {
  readonly version: number;
  readonly text: string;
  /** A mail as its receiver sees it. */
  readonly html: string | null;
  readonly href: string | null;
  readonly tries: readonly OutboundTry[];
  readonly mayResend: boolean;
}

const outboundQuerySchema = z.object({
  state: z.enum(OUTBOUND_STATES).optional().catch(undefined),
  kind: z
    .enum([...OUTBOUND_KINDS, "notice"])
    .optional()
    .catch(undefined),
  connection: z.uuid().optional().catch(undefined),
  after: placeParam(["at", "id"], "_"),
});
export type OutboundQuery = z.infer<typeof outboundQuerySchema>;

export function readOutboundQuery(params: RawParams): OutboundQuery {
  return outboundQuerySchema.parse(firstParams(params));
}

/** The address of the list with these changes; a change of filter starts at the newest. */
export function outboundHref(query: OutboundQuery, changes: Partial<OutboundQuery> = {}): string {
  const next = { ...query, after: undefined, ...changes };
  const params = new URLSearchParams(
    Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return params.size > 0 ? `/outbound?${params}` : "/outbound";
}

export const detailHref = ({ source, id }: Pick<OutboundItem, "source" | "id">): string =>
  source === "notice" ? `/outbound/notice/${id}` : `/outbound/${id}`;
