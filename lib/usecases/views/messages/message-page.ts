import { countOnTimeline } from "@/db/queries/messages/count-on-timeline";
import {
  selectMessage,
  selectMessageEvents,
  selectMessageInvoices,
  selectReplies,
  selectStates,
  selectWaiting,
} from "@/db/queries/messages/select-message";
import { selectShipmentSummaries } from "@/db/queries/messages/select-shipment-summaries";
import { selectDecision } from "@/db/queries/messages/write-decision";
import type {
  DecisionNote,
  MessagePage,
  NeighbourMessage,
  OpenStatement,
} from "@/lib/contracts/messages/message-page";
import { STATE_WORDS } from "@/lib/contracts/messages/state-words";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import type { Context } from "@/lib/usecases/context";
import { type MessageContent, messageContent } from "./message-content";
import { messageIdFrom } from "./message-id";
import { deliveryOf, givenEvent, invoiceNote, replyNote } from "./message-parts";
import { candidatesOf, namedReferences } from "./message-references";
import { whyOf } from "./why-of";

const MOST_EVENTS = 200;
const MOST_SHIPMENTS = 100;
const MOST_STATEMENTS = 100;
const MOST_INVOICES = 50;

type StoredMessage = NonNullable<Awaited<ReturnType<typeof selectMessage>>>;

/** Everything one page says of one message, but its bytes. `id` may be anything an address holds. */
export async function messagePage(ctx: Context, id: string): Promise<MessagePage> {
  requirePermission(ctx.actor, "message.read");
  const messageId = messageIdFrom(id);
  const { companyId } = ctx.actor;
  const stored = await selectMessage(ctx.db, companyId, messageId);
  if (!stored) throw new NotFoundError("There is no such message here. Look it up under Messages.");
  const shipmentIds = stored.state?.shipmentIds.slice(0, MOST_SHIPMENTS) ?? [];
  const [content, events, waiting, replies, invoices, decision, neighbours, onTimeline] = await Promise.all([
    messageContent(ctx, stored),
    selectMessageEvents(ctx.db, { companyId, messageId, shipmentIds, limit: MOST_EVENTS + 1 }),
    selectWaiting(ctx.db, companyId, messageId),
    can(ctx.actor, "outbound.read") ? selectReplies(ctx.db, companyId, messageId) : [],
    selectMessageInvoices(ctx.db, companyId, messageId, MOST_INVOICES),
    decisionNote(ctx, messageId),
    selectStates(ctx.db, companyId, stored.conflictWith ? [stored.conflictWith] : []),
    countOnTimeline(ctx.db, companyId, [messageId]),
  ]);
  const references = content ? await namedReferences(ctx, content, waiting) : [];
  const needsChoice = stored.state?.state === "ambiguous";
  return {
    id: stored.id,
    connection: {
      id: stored.connectionId,
      name: stored.connectionName,
      slug: stored.connectionSlug,
      dialect: stored.dialect,
    },
    outcome: outcomeOf(stored),
    queued: stored.queuedAt && {
      cause: stored.queuedCause ?? "",
      requestedAt: stored.queuedAt.toISOString(),
    },
    decision,
    delivery: deliveryOf(stored),
    conflictWith: neighbourOf(stored.conflictWith, neighbours),
    events: events.slice(0, MOST_EVENTS).map(givenEvent),
    hasMoreEvents: events.length > MOST_EVENTS,
    onTimelineCount: onTimeline.get(messageId) ?? 0,
    open: openStatements(stored, content),
    references,
    candidates: needsChoice ? await candidatesOf(ctx, stored.state?.candidateIds ?? [], references) : [],
    subjectCount: content?.subjectCount ?? 0,
    replies: replies.map(replyNote),
    invoices: invoices.map(invoiceNote),
  };
}

function outcomeOf({ state }: StoredMessage): MessagePage["outcome"] {
  if (!state) return null;
  const { why, next } = whyOf(state.state, state.reason);
  return {
    state: state.state,
    version: state.version,
    reasonCode: state.reasonCode,
    // What is done is said in the words of its state; a remark on it stands among the problems.
    reason: MESSAGE_STATES[state.state].needsPerson ? why : STATE_WORDS[state.state].happened,
    next: MESSAGE_STATES[state.state].needsPerson ? next : "",
    documents: state.documents,
    keyReference: state.keyReference,
    eventCount: state.eventCount,
    attempts: state.attempts,
    processedAt: state.processedAt.toISOString(),
    problems: state.problems,
  };
}

/** What is on no timeline though the message says it. Where a person or a conflict holds it back, that is everything. */
function openStatements({ state }: StoredMessage, content: MessageContent | null): OpenStatement[] | null {
  if (!content) return null;
  const isHeld = state?.state === "conflict" || state?.state === "ignored";
  return content.statements
    .filter(({ found }) => isHeld || (state?.state !== "recorded" && found.kind !== "match"))
    .slice(0, MOST_STATEMENTS)
    .map(({ draft, found }) => ({
      milestone: draft.milestone,
      classifier: draft.classifier,
      occurred: draft.occurred,
      place: draft.place,
      rawCode: draft.rawCode,
      at: draft.at,
      why: found.kind === "match" ? `would go to the shipment with ${found.reason}` : found.reason,
    }));
}

async function decisionNote(ctx: Context, messageId: string): Promise<DecisionNote | null> {
  const { companyId } = ctx.actor;
  const decision = await selectDecision(ctx.db, companyId, messageId);
  if (!decision) return null;
  const shipments = await selectShipmentSummaries(ctx.db, companyId, decision.shipmentIds);
  return {
    kind: decision.kind,
    decidedBy: decision.decidedBy,
    decidedAt: decision.decidedAt.toISOString(),
    reason: decision.reason,
    shipments: shipments.map(({ id, number }) => ({ id, number })),
  };
}

function neighbourOf(
  id: string | null,
  known: readonly {
    readonly id: string;
    readonly state: NeighbourMessage["state"];
    readonly receivedAt: Date;
  }[],
): NeighbourMessage | null {
  if (id === null) return null;
  const found = known.find((message) => message.id === id);
  return { id, state: found?.state ?? null, receivedAt: found?.receivedAt.toISOString() ?? null };
}
