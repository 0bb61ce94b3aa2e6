import { sql } from "drizzle-orm";
import type { CommandPayload } from "@/lib/domain/command/command";
import type { Executor } from "../../client";
import { COMMAND_COLUMNS, COMMAND_JOINS, type CommandListRow } from "./select-command-list";

export interface CommandDetailRow extends CommandListRow {
  readonly version: number;
  /** Without the bytes of an attachment; `contentChars` is their length as base64. */
  readonly payload: CommandPayload;
  readonly contentChars: number | null;
  readonly sentAt: string | null;
  readonly settledAt: string | null;
  readonly checkedAt: string | null;
  readonly shipmentNumber: string | null;
  /** Unsettled commands of the same document that go first. */
  readonly waitsBehind: number;
}

/** One command whole, without the bytes of an attachment. */
export async function selectCommandDetail(
  db: Executor,
  { companyId, id }: { companyId: number; id: string },
): Promise<CommandDetailRow | undefined> {
  const { rows } = await db.execute<CommandDetailRow & Record<string, unknown>>(sql`
    select ${COMMAND_COLUMNS}, 0 as rank, k.version, k.payload - 'contentBase64' as payload,
      length(k.payload ->> 'contentBase64') as "contentChars", k.sent_at::text as "sentAt", k.settled_at::text as "settledAt",
      k.checked_at::text as "checkedAt", s.number as "shipmentNumber",
      (select count(*)::int from command first where first.company_id = k.company_id
        and first.connection_id = k.connection_id and first.document_key = k.document_key
        and first.position < k.position and first.state in ('pending', 'sent', 'uncertain')) as "waitsBehind"
    from command k ${COMMAND_JOINS}
    left join shipment s on s.company_id = k.company_id and s.id = k.shipment_id
    where k.company_id = ${companyId} and k.id = ${id}`);
  return rows[0];
}

export interface CommandAttemptRow {
  readonly number: number;
  readonly kind: "send" | "look_up" | "recheck";
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: string;
  readonly error: string | null;
  readonly request: readonly unknown[];
  readonly reply: unknown;
}

/** The last `limit` tries of a command, newest first. */
export async function selectCommandAttempts(
  db: Executor,
  { companyId, id, limit }: { companyId: number; id: string; limit: number },
): Promise<CommandAttemptRow[]> {
  const { rows } = await db.execute<CommandAttemptRow & Record<string, unknown>>(sql`
    select number, kind, started_at::text as "startedAt", ended_at::text as "endedAt", outcome, error, request, reply
    from command_attempt where company_id = ${companyId} and command_id = ${id}
    order by number desc limit ${limit}`);
  return rows;
}
