import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Classifier, Milestone } from "@/lib/domain/event/milestone";
import type { Executor, Transaction } from "../../client";
import { codeOverride, unmappedCode } from "../../schema/connection";
import { event } from "../../schema/event";

export interface CodeKey {
  readonly companyId: number;
  readonly connectionId: string;
  readonly codeList: string;
  readonly code: string;
}

export interface OverrideRow {
  readonly codeList: string;
  readonly code: string;
  readonly milestone: Milestone;
  readonly classifier: Classifier | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** The newest word on each code. */
export async function listOverrides(
  db: Executor,
  companyId: number,
  connectionId: string,
): Promise<OverrideRow[]> {
  const { rows } = await db.execute<OverrideRow & { created: string } & Record<string, unknown>>(sql`
    select distinct on (code_list, code) code_list as "codeList", code, milestone, classifier, version,
      created_by as "createdBy", created_at::text as created
    from code_override where company_id = ${companyId} and connection_id = ${connectionId}
    order by code_list, code, version desc`);
  return rows.map(({ created, ...row }) => ({ ...row, createdAt: new Date(created) }));
}

export async function insertOverride(tx: Transaction, row: CodeKey & OverrideRow): Promise<void> {
  await tx.insert(codeOverride).values(row);
}

export interface UnmappedRow {
  readonly codeList: string;
  readonly code: string;
  readonly count: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly exampleMessageId: string;
}

/** Codes nobody has mapped yet, most frequent first. */
export async function listUnmapped(
  db: Executor,
  companyId: number,
  connectionId: string,
  limit: number,
): Promise<UnmappedRow[]> {
  return db
    .select({
      codeList: unmappedCode.codeList,
      code: unmappedCode.code,
      count: unmappedCode.count,
      firstSeenAt: unmappedCode.firstSeenAt,
      lastSeenAt: unmappedCode.lastSeenAt,
      exampleMessageId: unmappedCode.exampleMessageId,
    })
    .from(unmappedCode)
    .where(and(eq(unmappedCode.companyId, companyId), eq(unmappedCode.connectionId, connectionId)))
    .orderBy(desc(unmappedCode.count), asc(unmappedCode.codeList), asc(unmappedCode.code))
    .limit(limit);
}

/** Takes a code off the queue. @returns since when it was seen, or undefined when it was not on it. */
export async function deleteUnmapped(tx: Transaction, key: CodeKey): Promise<Date | undefined> {
  const [row] = await tx
    .delete(unmappedCode)
    .where(
      and(
        eq(unmappedCode.companyId, key.companyId),
        eq(unmappedCode.connectionId, key.connectionId),
        eq(unmappedCode.codeList, key.codeList),
        eq(unmappedCode.code, key.code),
      ),
    )
    .returning({ firstSeenAt: unmappedCode.firstSeenAt });
  return row?.firstSeenAt;
}

/** Messages that used a code since `sinceAt` and are on the timeline with it, newest first. */
export async function findMessagesWithCode(
  db: Executor,
  key: CodeKey,
  {
    sinceAt,
    limit,
    unmappedOnly,
  }: { readonly sinceAt: Date; readonly limit: number; readonly unmappedOnly: boolean },
): Promise<string[]> {
  const newest = sql<Date>`max(${event.recordedAt})`;
  const rows = await db
    .select({ messageId: event.messageId, newest })
    .from(event)
    .where(
      and(
        eq(event.companyId, key.companyId),
        eq(event.connectionId, key.connectionId),
        eq(event.codeList, key.codeList),
        eq(event.rawCode, key.code),
        sql`${event.recordedAt} >= ${sinceAt.toISOString()}::timestamptz`,
        // Literal, so that the planner can use the index of unmapped events.
        unmappedOnly ? sql`${event.milestone} = 'unmapped'` : undefined,
      ),
    )
    .groupBy(event.messageId)
    .orderBy(desc(newest))
    .limit(limit);
  return rows.map((row) => row.messageId);
}
