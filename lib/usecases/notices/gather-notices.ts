import type { Database, Transaction } from "@/db/client";
import {
  type Cursor,
  FIRST_ID,
  lockCursor,
  moveCursor,
  type NewsRow,
  type NoticeSource,
  type Place,
  selectChanged,
  selectCompanyIds,
  selectNews,
} from "@/db/queries/notices/read-changes";
import { inTransaction } from "@/db/transaction";
import type { ToldException } from "@/lib/domain/notice/notice";
import type { Receiver } from "@/lib/domain/notice/subscription";
import type { PersonalNews } from "@/lib/domain/notice/tell";
import { receiversOf } from "./receivers";
import { writeTelling } from "./write-telling";

export interface NoticeDeps {
  readonly db: Database;
  readonly now: () => Date;
}

const LIMIT = 500;
const SWEEP_EVERY_MS = 15_000;
/** Longer than any transaction lasts: what was committed late carries an earlier instant. */
const OVERLAP_MS = 90_000;

/** Reads what changed since the last look and puts what it means for whom into the outbox. @returns true when there may be more. */
export async function gatherNotices(deps: NoticeDeps): Promise<boolean> {
  let more = false;
  for (const companyId of await selectCompanyIds(deps.db)) {
    const again = await inTransaction(deps.db, (tx) => gatherOf(tx, companyId, deps.now()));
    more ||= again;
  }
  return more;
}

async function gatherOf(tx: Transaction, companyId: number, now: Date): Promise<boolean> {
  const history = await lockCursor(tx, companyId, "history", now);
  const exceptions = await lockCursor(tx, companyId, "exceptions", now);
  // Another worker is at it.
  if (!history || !exceptions) return false;
  let receivers: Receiver[] | undefined;
  const told = async (changes: readonly ToldException[], news: readonly PersonalNews[]) => {
    if (changes.length === 0 && news.length === 0) return;
    receivers ??= await receiversOf(tx, companyId);
    await writeTelling(tx, companyId, { changes, news, receivers, now });
  };
  // Who was given something is told so before the same exception is looked at as one that opened.
  const moreNews = await follow(tx, companyId, "history", history, now, async (after, range) => {
    const { news, last, looked } = await selectNews(tx, companyId, after, range);
    await told([], news.flatMap(personalNews));
    return { last, looked };
  });
  const moreChanges = await follow(tx, companyId, "exceptions", exceptions, now, async (after, range) => {
    const changes = await selectChanged(tx, companyId, after, range);
    await told(changes, []);
    const last = changes.at(-1);
    return { last: last ? { at: last.at, id: last.id } : null, looked: changes.length };
  });
  return moreNews || moreChanges;
}

type Look = (
  after: Place,
  range: { readonly until?: string; readonly limit: number },
) => Promise<{ readonly last: Place | null; readonly looked: number }>;

/** One batch of what is new; every few seconds the last minutes once more, for what was committed late. */
export async function follow(
  tx: Transaction,
  companyId: number,
  source: NoticeSource,
  cursor: Cursor,
  now: Date,
  look: Look,
): Promise<boolean> {
  const isSweep = now.getTime() - cursor.sweptAt.getTime() >= SWEEP_EVERY_MS;
  if (isSweep) {
    const from = new Date(cursor.sweptAt.getTime() - OVERLAP_MS).toISOString();
    let place: Place | null = { at: from, id: FIRST_ID };
    while (place) {
      const { last, looked } = await look(place, { until: cursor.at, limit: LIMIT });
      place = looked === LIMIT ? last : null;
    }
  }
  const { last, looked } = await look(cursor, { limit: LIMIT });
  if (last || isSweep)
    await moveCursor(tx, companyId, source, { ...(last ?? cursor), sweptAt: isSweep ? now : cursor.sweptAt });
  return looked === LIMIT;
}

/** Nobody is told what they did themselves. */
function personalNews({
  historyId,
  action,
  actor,
  actorId,
  note,
  mentions,
  assigneeId,
  exception,
}: NewsRow & { readonly exception: ToldException }): PersonalNews[] {
  const kind = action === "assign" ? "assigned" : action === "woke" ? "returned" : "mention";
  const named = kind === "mention" ? (mentions ?? []) : [assigneeId];
  return named
    .filter((userId): userId is string => userId !== null && userId !== actorId)
    .map((userId) => ({ historyId, kind, userId, by: actor, said: note, exception }));
}
