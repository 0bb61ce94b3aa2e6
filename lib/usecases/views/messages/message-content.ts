import { selectLoggedMessage } from "@/db/queries/messages/select-logged-message";
import { findReferences } from "@/db/queries/pipeline/find-references";
import { loadConnections, type PipelineConnection } from "@/db/queries/pipeline/load-connections";
import type { EventDraft } from "@/lib/domain/event/draft";
import type { ParsedMessage } from "@/lib/domain/message/parsed-message";
import { type Correlation, correlate, MAX_NAMED } from "@/lib/domain/reference/correlate";
import { normaliseReference } from "@/lib/domain/reference/reference";
import type { Context } from "@/lib/usecases/context";
import { inflatesWithin } from "@/lib/usecases/inbox/inflate";
import { readMessage } from "@/lib/usecases/pipeline/read-message";
import { scoped } from "@/lib/usecases/pipeline/scoped-references";
import { countSubjects } from "./count-subjects";

/** Reading a larger one again takes longer than a page may; its state and events say enough. */
const READ_AGAIN_BYTES = 2 * 1024 * 1024;

export interface Statement {
  readonly draft: EventDraft;
  /** Where it would go with the references of now. */
  readonly found: Correlation;
}

export interface MessageContent {
  readonly parsed: ParsedMessage;
  readonly statements: readonly Statement[];
  /** How many different things the message speaks of, by the references its statements share. */
  readonly subjectCount: number;
}

interface StoredMessage {
  readonly id: string;
  readonly connectionId: string;
  readonly sizeBytes: number;
  readonly state: { readonly version: number } | null;
}

/** A page that follows the world looks every second; what the bytes say does not change that fast. */
const KEPT_MS = 5_000;
const MOST_KEPT = 8;
const kept = new Map<string, Promise<MessageContent | null>>();

/** What a message says, read again with the mapping and the references of now. Null when it is too large for that. */
export async function messageContent(ctx: Context, message: StoredMessage): Promise<MessageContent | null> {
  if (message.sizeBytes > READ_AGAIN_BYTES) return null;
  const connections = await loadConnections(ctx.db, [message.connectionId]);
  const connection = connections.get(message.connectionId);
  if (!connection) return null;
  const { mappingVersion, carrierScac, csvMapping } = connection;
  const version = message.state?.version ?? 0;
  const key = JSON.stringify([
    ctx.actor.companyId,
    message.id,
    version,
    mappingVersion,
    carrierScac,
    csvMapping,
  ]);
  return kept.get(key) ?? keep(key, readAgain(ctx, message.id, connection));
}

function keep(key: string, reading: Promise<MessageContent | null>): Promise<MessageContent | null> {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, reading);
  const forget = () => {
    if (kept.get(key) === reading) kept.delete(key);
  };
  setTimeout(forget, KEPT_MS).unref();
  reading.catch(forget);
  return reading;
}

async function readAgain(
  ctx: Context,
  messageId: string,
  connection: PipelineConnection,
): Promise<MessageContent | null> {
  const { companyId } = ctx.actor;
  const logged = await selectLoggedMessage(ctx.db, companyId, messageId);
  if (!logged) return null;
  // Sized unpacked: gzip hides a hundred times its bytes.
  if (
    logged.contentEncoding === "gzip" &&
    (await inflatesWithin(logged.body, READ_AGAIN_BYTES)) === "too_large"
  )
    return null;
  const read = readMessage(logged, connection);
  const drafts = read.parsed.events.map((draft) => ({ draft, references: scoped(draft, read) }));
  const lookups = drafts.flatMap(({ references }) =>
    references.map(({ value }) => normaliseReference(value)),
  );
  const hits = await findReferences(ctx.db, companyId, [...new Set(lookups)], MAX_NAMED + 1);
  return {
    parsed: read.parsed,
    statements: drafts.map(({ draft, references }) => ({ draft, found: correlate(references, hits) })),
    subjectCount: countSubjects(read.parsed.events),
  };
}
