import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import {
  dropRecoveries,
  insertNotices,
  lockRounds,
  type NewNotice,
  type NoticeChange,
  selectItems,
  updateNotices,
  writeItems,
} from "@/db/queries/notices/write-notices";
import { textOf } from "@/lib/domain/notice/content";
import { causeOf, wants } from "@/lib/domain/notice/match";
import type { ToldException } from "@/lib/domain/notice/notice";
import { quietUntil } from "@/lib/domain/notice/quiet-hours";
import type { Receiver } from "@/lib/domain/notice/subscription";
import { deservesRecovery, type PersonalNews, type Round, SETTLE_MS, tell } from "@/lib/domain/notice/tell";

interface Batch {
  readonly changes: readonly ToldException[];
  readonly news: readonly PersonalNews[];
  readonly receivers: readonly Receiver[];
  readonly now: Date;
}

/** Writes what a batch of changes means for everyone who is told: new messages, what joined one, what is over. */
export async function writeTelling(
  tx: Transaction,
  companyId: number,
  { changes, news, receivers, now }: Batch,
): Promise<void> {
  const about = [...new Set([...changes, ...news.map(({ exception }) => exception)].map(({ id }) => id))];
  const told = await selectItems(tx, companyId, about);
  const ids = [...new Set(told.filter((item) => !item.isOver).map(({ noticeId }) => noticeId))];
  const rounds = await lockRounds(tx, companyId, { ids, causes: causesOf(changes, receivers) }, now);
  const newId = () => uuidv7({ msecs: now.getTime() });
  const telling = tell(changes, news, receivers, { rounds, told }, { now: now.getTime(), newId });
  const first = new Map(telling.items.toReversed().map((item) => [item.noticeId, item]));
  const made = telling.made.map((round) =>
    newNotice(
      round,
      round.to,
      `${first.get(round.noticeId)?.exceptionId} ${first.get(round.noticeId)?.turn}`,
      now,
    ),
  );
  await insertNotices(tx, companyId, made);
  await updateNotices(tx, companyId, telling.changed.map(changeOf));
  await writeItems(tx, companyId, telling.items, telling.over, now);
  const standing = telling.changed.filter(({ content }) => content.open > 0);
  await dropRecoveries(
    tx,
    companyId,
    standing.map(({ noticeId }) => noticeId),
    now,
  );
  const over = telling.changed.filter(deservesRecovery);
  const byKey = new Map(receivers.toReversed().map((receiver) => [receiver.key, receiver]));
  // Who is told no more, because the subscription is gone, need not hear that it is over.
  const ends = over.flatMap((round) => {
    const to = byKey.get(round.receiver);
    return to ? [recovery(round, to, newId(), now)] : [];
  });
  await insertNotices(tx, companyId, ends);
}

/** Where what is new could join. */
function causesOf(changes: readonly ToldException[], receivers: readonly Receiver[]) {
  const pairs = new Map<string, { receiver: string; causeKey: string }>();
  for (const exception of changes) {
    const { key } = causeOf(exception);
    for (const receiver of receivers) {
      if (!wants(receiver, exception)) continue;
      const causeKey = receiver.rule.digestMinutes === null ? key : `digest:${receiver.subscriptionId}`;
      pairs.set(`${receiver.key} ${causeKey}`, { receiver: receiver.key, causeKey });
    }
  }
  return [...pairs.values()];
}

function newNotice(round: Round, to: Receiver, first: string, now: Date): NewNotice {
  const { noticeId, receiver, causeKey, kind, content } = round;
  return {
    ...{ id: noticeId, noticeKey: `${receiver} ${causeKey} ${first}`, receiver, causeKey, kind, content },
    ...{ subscriptionId: to.subscriptionId, userId: to.userId, channel: to.channel, address: to.address },
    ...textOf(kind, content, causeKey),
    joinUntil: round.joinUntil === null ? null : new Date(round.joinUntil),
    nextTryAt: new Date(round.dueAt ?? now.getTime()),
    shipmentId: null,
    createdAt: now,
  };
}

function changeOf({ noticeId, kind, causeKey, content, dueAt }: Round): NoticeChange {
  const due = dueAt === null ? null : new Date(dueAt);
  return { id: noticeId, ...textOf(kind, content, causeKey), content, dueAt: due };
}

/** Said when it has stayed over for a while; at night like everything that is not critical, in the morning. */
function recovery(round: Round, to: Receiver, id: string, now: Date): NewNotice {
  const { receiver, causeKey, content, noticeId } = round;
  const wished = now.getTime() + SETTLE_MS;
  const quiet = content.top === "critical" ? null : quietUntil(to.rule.quiet, to.rule.zone, wished);
  return {
    ...{
      id,
      noticeKey: `recovered:${noticeId}`,
      receiver,
      causeKey: `recovered:${noticeId}`,
      kind: "recovered",
      content,
    },
    ...{ subscriptionId: to.subscriptionId, userId: to.userId, channel: to.channel, address: to.address },
    ...textOf("recovered", content, causeKey),
    joinUntil: null,
    nextTryAt: new Date(quiet ?? wished),
    shipmentId: null,
    createdAt: now,
  };
}
