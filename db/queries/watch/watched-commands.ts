import { sql } from "drizzle-orm";
import type { CommandKind } from "@/lib/domain/command/command";
import type { Executor } from "../../client";

export interface WatchedCommand {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: CommandKind;
  readonly documentKey: string;
  readonly shipmentId: string | null;
  readonly state: string;
  readonly errorClass: string | null;
  readonly error: string | null;
  readonly sinceAt: string;
}

/** Writes that were refused or stay uncertain of which no rule has told, and those a rule holds to be so that are not. */
export async function missedCommands(
  db: Executor,
  companyId: number,
  uncertainBefore: Date,
  limit: number,
): Promise<WatchedCommand[]> {
  const since = sql`coalesce(k.settled_at, k.sent_at, k.requested_at)`;
  const columns = sql`k.id, k.connection_id as "connectionId", k.kind, k.document_key as "documentKey", k.shipment_id as "shipmentId", k.state,
    k.error_class as "errorClass", k.error, ${since}::text as "sinceAt"`;
  const isWrong = sql`(k.state = 'rejected' or (k.state = 'uncertain' and ${since} <= ${uncertainBefore.toISOString()}::timestamptz))`;
  const { rows } = await db.execute<WatchedCommand & Record<string, unknown>>(sql`
    (select ${columns} from command k where k.company_id = ${companyId} and k.state in ('rejected', 'uncertain') and ${isWrong}
      and not exists (select from exception e where e.company_id = ${companyId} and e.subject_kind = 'command' and e.subject_id = k.id::text
        and e.kind = 'command_' || k.state and e.cause_holds = 1) limit ${limit})
    union all
    (select ${columns} from exception e join command k on k.company_id = e.company_id and k.id = e.subject_id::uuid
      where e.company_id = ${companyId} and e.subject_kind = 'command' and e.cause_holds = 1
        and not (e.kind = 'command_' || k.state and ${isWrong}) limit ${limit})`);
  return rows;
}
