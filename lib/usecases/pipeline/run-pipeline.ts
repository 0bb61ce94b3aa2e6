import type { Database, Transaction } from "@/db/client";
import { lockHeld } from "@/db/queries/connections/hold";
import {
  claimCursors,
  type LoggedMessage,
  moveCursors,
  readLog,
  takeReprocessRequests,
} from "@/db/queries/pipeline/claim-batch";
import { loadConnections, type PipelineConnection } from "@/db/queries/pipeline/load-connections";
import { type MessageStateRow, upsertMessageStates } from "@/db/queries/pipeline/message-states";
import { inTransaction, isDataFault } from "@/db/transaction";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { errorFields, log } from "@/lib/log";
import { type RecordedBatch, spansOfBatch } from "@/lib/usecases/trace/message-spans";
import { isTracing } from "@/lib/usecases/trace/tracing";
import { messageOutcome } from "./message-outcome";
import { quarantine } from "./read-message";
import { type Recorded, recordMessages } from "./record-messages";

export const PIPELINE = "record";
export const SHARDS = [0, 1, 2, 3] as const;
/** Messages run again count in a slot of their own, apart from the shards'. */
const REPROCESS_SLOT = 9;
const BATCH = { maxMessages: 500, maxBytes: 16 * 1024 * 1024 };

export interface PipelineDeps {
  readonly db: Database;
  readonly now: () => Date;
}

export interface PipelineResult {
  readonly messages: number;
  readonly events: number;
  readonly touched: readonly { readonly companyId: number; readonly shipmentIds: readonly string[] }[];
}

/** What a committed batch leaves to be told of it. */
interface Batch extends PipelineResult {
  readonly traced: readonly RecordedBatch[];
}

export const NOTHING: Batch = { messages: 0, events: 0, touched: [], traced: [] };

/**
 * Records the next batch of these shards, at most `limit` of them, and moves their cursors, in one transaction: a worker killed
 * anywhere leaves either all of the batch done or none. Nothing to do, or other workers at these shards: zero messages.
 */
export async function runShards(
  { db, now }: PipelineDeps,
  shards: readonly number[],
  limit = shards.length,
): Promise<PipelineResult> {
  return tracedBatch(db, async (tx) => {
    const cursors = await claimCursors(tx, PIPELINE, shards, limit);
    const [first] = cursors;
    if (!first) return NOTHING;
    const { messages, upTo } = await readLog(tx, cursors, BATCH);
    if (messages.length === 0) return NOTHING;
    // Counting in the slot of a shard whose cursor is held here, no other writer can be in it.
    const result = await recordBatch(tx, messages, { slot: first.shard, now: now(), again: false });
    await moveCursors(tx, PIPELINE, upTo);
    return result;
  });
}

/** One shard alone. */
export async function runShard(deps: PipelineDeps, shard: number): Promise<PipelineResult> {
  return runShards(deps, [shard]);
}

/** Runs messages again that a person, a new mapping or a reference that appeared asked for. */
export async function runReprocess({ db, now }: PipelineDeps): Promise<PipelineResult> {
  return tracedBatch(db, async (tx) => {
    const messages = await takeReprocessRequests(tx, BATCH);
    return messages.length === 0
      ? NOTHING
      : recordBatch(tx, messages, { slot: REPROCESS_SLOT, now: now(), again: true });
  });
}

/** Spans go out for what was committed, and never before. */
export async function tracedBatch(
  db: Database,
  work: (tx: Transaction) => Promise<Batch>,
): Promise<PipelineResult> {
  const { traced, ...result } = await inTransaction(db, work);
  for (const batch of traced) spansOfBatch(batch);
  return result;
}

/** What a message is while its connection is paused: kept, not read. */
function heldState(message: LoggedMessage, now: Date): MessageStateRow {
  const { companyId, id: messageId, connectionId, receivedAt, sizeBytes, fileName } = message;
  return {
    ...{ companyId, messageId, connectionId, receivedAt, sizeBytes, fileName, state: "held" as const },
    ...{ rank: MESSAGE_STATES.held.rank, reasonCode: null, reason: null, format: "unknown", documents: "" },
    ...{
      keyReference: null,
      shipmentIds: [],
      candidateIds: [],
      eventCount: 0,
      newEventCount: 0,
      problems: [],
    },
    processedAt: now,
  };
}

type BatchOptions = Parameters<typeof recordMessages>[4];

/** Records messages of any company in the caller's transaction. New ones of a connection that is held back are set aside in their order. */
export async function recordBatch(
  tx: Transaction,
  messages: readonly LoggedMessage[],
  options: BatchOptions,
): Promise<Batch> {
  const ids = [...new Set(messages.map((message) => message.connectionId))];
  const held = options.again ? new Set<string>() : await lockHeld(tx, ids);
  const aside = messages.filter(({ connectionId }) => held.has(connectionId));
  await upsertMessageStates(
    tx,
    aside.map((message) => heldState(message, options.now)),
  );
  const connections = await loadConnections(tx, ids);
  const byCompany = new Map<number, LoggedMessage[]>();
  for (const message of messages.filter(({ connectionId }) => !held.has(connectionId)))
    byCompany.set(message.companyId, [...(byCompany.get(message.companyId) ?? []), message]);
  const touched: { companyId: number; shipmentIds: readonly string[] }[] = [];
  const traced: RecordedBatch[] = [];
  let events = 0;
  for (const [companyId, own] of byCompany) {
    const startMs = Date.now();
    const parts = await recordOrSplit(tx, companyId, own, connections, options);
    for (const recorded of parts) {
      events += recorded.events;
      touched.push({ companyId, shipmentIds: recorded.shipmentIds });
    }
    const [whole, ...others] = parts;
    const watch = others.length === 0 ? (whole?.watch ?? null) : null;
    if (isTracing()) traced.push({ messages: own, startMs, endMs: Date.now(), watch });
  }
  return { messages: messages.length, events, touched, traced };
}

/** One message that breaks the batch must not hold up the others: it is found by halving and quarantined with the reason. */
async function recordOrSplit(
  tx: Transaction,
  companyId: number,
  messages: readonly LoggedMessage[],
  connections: ReadonlyMap<string, PipelineConnection>,
  options: BatchOptions,
): Promise<Recorded[]> {
  try {
    return [
      await tx.transaction((inner) => recordMessages(inner, companyId, messages, connections, options)),
    ];
  } catch (error) {
    // Trouble that passes is no fault of a message: the batch is tried again as a whole.
    if (!isDataFault(error)) throw error;
    const [first] = messages;
    if (messages.length > 1) {
      const middle = Math.ceil(messages.length / 2);
      const left = await recordOrSplit(tx, companyId, messages.slice(0, middle), connections, options);
      return [...left, ...(await recordOrSplit(tx, companyId, messages.slice(middle), connections, options))];
    }
    log("error", "a message could not be recorded and was quarantined", {
      messageId: first?.id,
      ...errorFields(error),
    });
    const connection = first && connections.get(first.connectionId);
    if (first && connection) await quarantineMessage(tx, first, connection, options.now);
    return [];
  }
}

async function quarantineMessage(
  tx: Transaction,
  message: LoggedMessage,
  connection: PipelineConnection,
  now: Date,
): Promise<void> {
  const parsed = quarantine(
    "internal_error",
    "Milepost failed on this message. The bytes are kept; it can be replayed after a fix.",
  );
  const read = { message, connection, parsed, mappingVersion: "none/0+0" };
  await upsertMessageStates(tx, [
    messageOutcome({ read, drafts: [], held: null, newEventCount: 0, wasRecorded: false, now }),
  ]);
}
