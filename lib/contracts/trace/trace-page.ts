import type { RawView } from "@/lib/contracts/messages/raw-view";
import type { Gap } from "@/lib/domain/trace/name-gap";
import type { TraceKind, TraceLane } from "@/lib/domain/trace/trace-node";

/** What a node's state means for the reader; the word beside it says the same. */
export type TraceTone = "ok" | "warn" | "bad" | "info" | "neutral";

export interface TraceNode {
  readonly key: string;
  readonly kind: TraceKind;
  readonly lane: TraceLane;
  /** ISO 8601 with microseconds. */
  readonly at: string;
  readonly title: string;
  readonly detail: string | null;
  readonly state: { readonly word: string; readonly tone: TraceTone } | null;
  readonly href: string | null;
  /** A document in Odoo itself, for who is signed in there. */
  readonly outsideHref: string | null;
  /** Milliseconds since the node above; null for the first of the trace, or where the one above is on another page. */
  readonly sinceMs: number | null;
  /** Why it took its time, where that is known. */
  readonly gap: Gap | null;
  readonly isFocus: boolean;
  /** What can be opened in place. */
  readonly opens: "bytes" | "exchange" | null;
  /** There is more, and this person may not see it: said in words. */
  readonly denied: string | null;
}

/** What was opened in place under one node. */
export type TraceOpened =
  | { readonly kind: "bytes"; readonly view: RawView }
  | { readonly kind: "outbound_bytes"; readonly id: string; readonly view: RawView }
  | { readonly kind: "exchange"; readonly request: string; readonly reply: string | null };

export interface TracePage {
  /** What it is traced from, as in the address. */
  readonly from: string;
  readonly title: string;
  /** 32 hex digits; null where what it is traced from stands in no trace of its own. */
  readonly traceId: string | null;
  readonly scope: TraceScopeChoice;
  readonly shipments: readonly { readonly id: string; readonly number: string }[];
  /** More shipments hang on it than a trace covers. */
  readonly shipmentsLeftOut: number;
  readonly nodes: readonly TraceNode[];
  /** Places for the pages on either side; null where there is nothing more. */
  readonly earlier: string | null;
  readonly later: string | null;
  readonly opened: TraceOpened | null;
  readonly zone: string;
}

/** `all`: everything of the shipments it hangs on. `trace`: only what stands in the same trace. */
export const TRACE_SCOPES = ["all", "trace"] as const;
export type TraceScopeChoice = (typeof TRACE_SCOPES)[number];

export interface TraceQuery {
  readonly from?: string | undefined;
  readonly q?: string | undefined;
  readonly scope: TraceScopeChoice;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly open?: string | undefined;
}

/** What a search for a trace came to. */
export interface TraceFound {
  readonly q: string;
  readonly choices: readonly { readonly from: string; readonly title: string; readonly detail: string }[];
  readonly tooShort: boolean;
}
