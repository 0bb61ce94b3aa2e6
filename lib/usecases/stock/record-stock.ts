import type { Transaction } from "@/db/client";
import { storable } from "@/db/json";
import {
  type ListWord,
  upsertSource,
  upsertStatements,
  withdrawStatements,
  zeroUnlisted,
} from "@/db/queries/stock/write-statements";
import { isNewer, listedAt, newestStatements, type ReceivedList } from "@/lib/domain/stock/statement";
import type { ReadMessage } from "@/lib/usecases/pipeline/read-message";

const CHUNK = 5_000;

export interface RecordStockOptions {
  readonly now: Date;
  /** The messages ran before: what they state no more is taken back. */
  readonly again: boolean;
  /** Kept off by a person or a conflict: they state nothing. */
  readonly held: (read: ReadMessage) => boolean;
}

/**
 * Keeps the newest word of each warehouse on each product and location, in the transaction that records the messages. The same
 * messages in any order and again leave the same words. Products and locations nobody knows are kept too.
 */
export async function recordStock(
  tx: Transaction,
  companyId: number,
  reads: readonly ReadMessage[],
  { now, again, held }: RecordStockOptions,
): Promise<void> {
  const lists = reads.flatMap((read) => (held(read) ? [] : receivedList(read)));
  const statements = newestStatements(lists);
  if (again) await withdraw(tx, companyId, reads, lists, now);
  for (let start = 0; start < statements.length; start += CHUNK)
    await upsertStatements(tx, companyId, statements.slice(start, start + CHUNK), now);
  for (const word of lastWords(lists)) {
    await upsertSource(tx, companyId, word);
    if (word.locations) await zeroUnlisted(tx, companyId, word, now);
  }
}

function receivedList({ message, connection, parsed }: ReadMessage): ReceivedList[] {
  if (!parsed.stockList || parsed.outcome === "quarantine") return [];
  const stock = (parsed.stock ?? []).map((draft) => ({
    ...draft,
    product: storable(draft.product),
    location: storable(draft.location),
  }));
  const receivedAt = message.receivedAt.getTime();
  const { id: connectionId, zone } = connection;
  return [{ connectionId, messageId: message.id, receivedAt, zone, stock, list: parsed.stockList }];
}

/** The newest list of each connection and its newest complete one: they say all that older ones of the batch would. */
function lastWords(lists: readonly ReceivedList[]): ListWord[] {
  const newest = new Map<string, ListWord>();
  for (const word of lists.map(wordOf)) {
    for (const key of [word.connectionId, ...(word.locations ? [`complete ${word.connectionId}`] : [])]) {
      const known = newest.get(key);
      if (!known || isNewer(wordTime(word), wordTime(known))) newest.set(key, word);
    }
  }
  return [...new Set(newest.values())];
}

const wordTime = ({ statedAt, messageId }: ListWord) => ({ statedAt: statedAt.getTime(), messageId });

function wordOf(given: ReceivedList): ListWord {
  const { connectionId, messageId, stock, list } = given;
  const locations = list.isComplete ? [...new Set(stock.map(({ location }) => location))] : null;
  return { connectionId, messageId, statedAt: new Date(listedAt(given)), locations };
}

async function withdraw(
  tx: Transaction,
  companyId: number,
  reads: readonly ReadMessage[],
  lists: readonly ReceivedList[],
  now: Date,
): Promise<void> {
  // A message that was quarantined now may have stated stock when it could be read.
  const before = reads.filter(({ parsed }) => parsed.stockList || parsed.outcome === "quarantine");
  if (before.length === 0) return;
  const kept = lists.flatMap(({ connectionId, stock }) =>
    stock.map(({ product, location }) => ({ connectionId, product, location })),
  );
  const from = {
    connectionIds: [...new Set(before.map(({ connection }) => connection.id))],
    messageIds: before.map(({ message }) => message.id),
    kept,
    completeIds: lists.filter(({ list }) => list.isComplete).map(({ messageId }) => messageId),
  };
  await withdrawStatements(tx, companyId, from, now);
}
