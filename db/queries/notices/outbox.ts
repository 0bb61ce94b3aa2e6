import { sql } from "drizzle-orm";
import type { NoticeContent, NoticeKind } from "@/lib/domain/notice/notice";
import type { Channel, Lane } from "@/lib/domain/notice/subscription";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { NoticeTry } from "../../schema/notice";

/** A notice leased to one worker. Every later write names the fence: who lost the lease writes nothing. */
export interface ClaimedNotice {
  readonly companyId: number;
  readonly id: string;
  readonly subscriptionId: string | null;
  readonly channel: Channel;
  readonly address: string | null;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  readonly href: string | null;
  readonly content: NoticeContent | null;
  readonly attempts: number;
  readonly tries: readonly NoticeTry[];
  readonly fence: number;
  readonly createdAt: string;
}

/** What is due in app needs no sending: it is there. @returns the companies and people who have something new. */
export async function showDueInApp(db: Executor, now: Date): Promise<number> {
  const { rowCount } = await db.execute(sql`
    update notice n set state = 'sent', sent_at = ${now}, next_try_at = null, version = n.version + 1 from (
      select company_id, id from notice where next_try_at <= ${now} and channel = 'in_app' order by next_try_at limit 1000 for update skip locked) due
    where n.company_id = due.company_id and n.id = due.id`);
  return rowCount ?? 0;
}

interface Claim {
  readonly lane: Lane;
  readonly now: Date;
  readonly leasedUntil: Date;
  readonly limit: number;
}

/** How far is looked for receivers that are not the first in the queue. */
const AHEAD = 500;
const OF_ONE_RECEIVER = 3;

/** Leases what is due in a lane, what waited longest first; of one receiver outside only a few at a time, since it may not answer. */
export async function claimNotices(
  tx: Transaction,
  { lane, now, leasedUntil, limit }: Claim,
): Promise<ClaimedNotice[]> {
  const isDue = sql`next_try_at <= ${now} and channel ${lane === "mail" ? sql`= 'email'` : sql`not in ('email', 'in_app')`}
    and (leased_until is null or leased_until <= ${now})`;
  const { rows } = await tx.execute<ClaimedNotice & Record<string, unknown>>(sql`
    with first as materialized (
      select company_id, id from (
        select company_id, id, next_try_at, row_number() over (partition by company_id, subscription_id order by next_try_at, id) as nth
        from (select company_id, id, subscription_id, next_try_at from notice where ${isDue} order by next_try_at limit ${AHEAD}) head) numbered
      where ${lane === "mail" ? sql`true` : sql`nth <= ${OF_ONE_RECEIVER}`} order by next_try_at limit ${limit}),
    due as (
      select company_id, id from notice where (company_id, id) in (select company_id, id from first) and ${isDue} for update skip locked)
    update notice n set leased_until = ${leasedUntil}, next_try_at = ${leasedUntil}, fence = n.fence + 1, attempts = n.attempts + 1,
      version = n.version + 1
    from due where n.company_id = due.company_id and n.id = due.id
    returning n.company_id as "companyId", n.id, n.subscription_id as "subscriptionId", n.channel, n.address, n.kind, n.title, n.body, n.href,
      n.content, n.attempts, n.tries, n.fence, n.created_at as "createdAt"`);
  return rows;
}

/** Keeps a notice that takes long to send. @returns false when it was lost meanwhile. */
export async function renewLease(db: Executor, claimed: ClaimedNotice, leasedUntil: Date): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    update notice set leased_until = ${leasedUntil}, next_try_at = ${leasedUntil}
    where company_id = ${claimed.companyId} and id = ${claimed.id} and fence = ${claimed.fence} and leased_until is not null`);
  return rowCount === 1;
}

export interface Outcome {
  readonly state: "sent" | "waiting" | "failed";
  readonly error: string | null;
  readonly nextTryAt: Date | null;
  readonly at: Date;
}

const TRIES_KEPT = 20;

/** Writes what came of a try, unless the lease was lost meanwhile. @returns false when it was. */
export async function settleNotice(db: Executor, claimed: ClaimedNotice, outcome: Outcome): Promise<boolean> {
  const tries = [
    ...claimed.tries,
    { at: outcome.at.toISOString(), outcome: outcome.error ?? "Taken by the receiver." },
  ];
  const { rowCount } = await db.execute(sql`
    update notice set state = ${outcome.state}, error = ${outcome.error}, next_try_at = ${outcome.nextTryAt}, leased_until = null,
      sent_at = case when ${outcome.state} = 'sent' then ${outcome.at}::timestamptz else sent_at end,
      tries = ${jsonParameter(tries.slice(-TRIES_KEPT))}::jsonb, version = version + 1
    where company_id = ${claimed.companyId} and id = ${claimed.id} and fence = ${claimed.fence} and leased_until is not null`);
  return rowCount === 1;
}
