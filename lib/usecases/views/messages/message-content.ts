import { selectLoggedMessage } from "@/db/queries/messages/select-logged-message";
import { findReferences } from "@/db/queries/pipeline/find-references";
import { loadConnections } from "@/db/queries/pipeline/load-connections";
import type { EventDraft } from "@/lib/domain/event/draft";
import type { ParsedMessage } from "@/lib/domain/message/parsed-message";
import { type Correlation, correlate } from "@/lib/domain/reference/correlate";
import { normaliseReference } from "@/lib/domain/reference/reference";
import type { Context } from "@/lib/usecases/context";
import { readMessage } from "@/lib/usecases/pipeline/read-message";
import { scoped } from "@/lib/usecases/pipeline/scoped-references";

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

/** What a message says, read again with the mapping and the references of now. Null when it is too large for that. */
export async function messageContent(
  ctx: Context,
  message: { readonly id: string; readonly connectionId: string; readonly sizeBytes: number },
): Promise<MessageContent | null> {
  if (message.sizeBytes > READ_AGAIN_BYTES) return null;
  const { companyId } = ctx.actor;
  const [logged, connections] = await Promise.all([
    selectLoggedMessage(ctx.db, companyId, message.id),
    loadConnections(ctx.db, [message.connectionId]),
  ]);
  const connection = connections.get(message.connectionId);
  if (!logged || !connection) return null;
  const read = readMessage(logged, connection);
  const drafts = read.parsed.events.map((draft) => ({ draft, references: scoped(draft, read) }));
  const lookups = drafts.flatMap(({ references }) =>
    references.map(({ value }) => normaliseReference(value)),
  );
  const hits = await findReferences(ctx.db, companyId, [...new Set(lookups)]);
  return {
    parsed: read.parsed,
    statements: drafts.map(({ draft, references }) => ({ draft, found: correlate(references, hits) })),
    subjectCount: countSubjects(read.parsed.events),
  };
}

/** Statements that share a reference speak of one thing, directly or through a third. */
export function countSubjects(drafts: readonly EventDraft[]): number {
  const groups: Set<string>[] = [];
  for (const draft of drafts) {
    const own = new Set(draft.references.map((reference) => normaliseReference(reference.value)));
    if (own.size === 0) continue;
    const touching = groups.filter((group) => [...own].some((lookup) => group.has(lookup)));
    for (const group of touching) {
      groups.splice(groups.indexOf(group), 1);
      for (const lookup of group) own.add(lookup);
    }
    groups.push(own);
  }
  return groups.length;
}
