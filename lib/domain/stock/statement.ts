import type { StatedTime } from "../event/draft";
import type { StockDraft, StockList } from "../message/parsed-message";
import type { Instant } from "../time/instant";
import { resolveTime } from "../time/resolve-time";

/** A warehouse's word on one product at one location, as of a moment. */
export interface Statement {
  readonly connectionId: string;
  readonly product: string;
  readonly location: string;
  /** Decimal string. */
  readonly quantity: string;
  readonly unit: string | null;
  readonly statedAt: Instant;
  readonly messageId: string;
}

/** A list of stock as it came in. */
export interface ReceivedList {
  readonly connectionId: string;
  readonly messageId: string;
  readonly receivedAt: Instant;
  /** IANA zone of times that state none. */
  readonly zone: string;
  readonly stock: readonly StockDraft[];
  readonly list: StockList;
}

/**
 * The moment a list speaks of: as stated, else when it was received. Never later than that: nobody counts in the future, and a
 * clock that runs ahead would silence every list after it.
 */
export function listedAt({ list, receivedAt, zone }: ReceivedList): Instant {
  return statedOr(list.stated, receivedAt, receivedAt, zone);
}

/**
 * The newest word on each product and location of these lists, in key order. Of two words of one moment the message received
 * later counts (ids of messages ascend). In a complete list every line speaks of the moment of the list.
 */
export function newestStatements(lists: readonly ReceivedList[]): Statement[] {
  const newest = new Map<string, Statement>();
  for (const given of lists) {
    const { connectionId, messageId, receivedAt, zone, stock, list } = given;
    const asOf = listedAt(given);
    for (const { product, location, quantity, unit, counted } of stock) {
      const statedAt = list.isComplete ? asOf : statedOr(counted, asOf, receivedAt, zone);
      const statement = { connectionId, product, location, quantity, unit, statedAt, messageId };
      const key = JSON.stringify([connectionId, product, location]);
      const known = newest.get(key);
      if (!known || isNewer(statement, known)) newest.set(key, statement);
    }
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement);
}

type Word = Pick<Statement, "statedAt" | "messageId">;

/** True when `one` counts over `other`. */
export function isNewer(one: Word, other: Word): boolean {
  if (one.statedAt !== other.statedAt) return one.statedAt > other.statedAt;
  return one.messageId > other.messageId;
}

function statedOr(stated: StatedTime | null, otherwise: Instant, latest: Instant, zone: string): Instant {
  const at = stated === null ? null : resolveTime(stated, zone);
  return Math.min(at ?? otherwise, latest);
}
