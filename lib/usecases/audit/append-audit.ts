import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import { jsonParameter } from "@/db/json";
import { insertAuditRow, lockAuditHead } from "@/db/queries/audit/append-audit-row";
import type { Actor, AuditActorKind } from "@/lib/domain/access/actor";
import { canonicalJson } from "@/lib/domain/canonical-json";

export interface AuditEntry {
  /** Verb of the use-case: "message.replay". */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string;
  /** JSON values; never a secret. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes the decision into the company's chain. Belongs into the same transaction as what was decided. */
export async function appendAudit(tx: Transaction, actor: Actor, given: AuditEntry, at: Date): Promise<void> {
  // Hashed as Postgres will hold it, or the chain would look broken to whoever checks it.
  const entry: AuditEntry = JSON.parse(jsonParameter(given));
  const head = await lockAuditHead(tx, actor.companyId);
  const row = {
    companyId: actor.companyId,
    seq: head.seq + 1,
    at,
    actorKind: auditActorKind(actor),
    actorId: actor.kind === "user" ? actor.id : actor.job,
    actorName: actor.kind === "user" ? actor.name : `Milepost, ${actor.job}`,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    reason: entry.reason ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
  };
  await insertAuditRow(tx, { ...row, previousHash: head.hash, hash: auditHash(head.hash, row) });
}

function auditActorKind(actor: Actor): AuditActorKind {
  return actor.kind === "system" && actor.rule ? "rule" : actor.kind;
}

export interface HashedAuditFields {
  readonly companyId: number;
  readonly seq: number;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/** SHA-256 over the previous link and every field of the row in a fixed order, JSON keys sorted (jsonb keeps no order). */
export function auditHash(previous: Buffer, row: HashedAuditFields): Buffer {
  const content = [
    row.companyId,
    row.seq,
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.actorName,
    row.action,
    row.subjectKind,
    row.subjectId,
    row.reason,
    row.before,
    row.after,
  ];
  return createHash("sha256").update(previous).update(canonicalJson(content)).digest();
}
