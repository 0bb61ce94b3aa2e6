import { and, asc, eq, gt, isNull, ne, or } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { connectionSecret } from "../../schema/connection";

export interface SecretRow {
  readonly companyId: number;
  readonly id: string;
  readonly connectionId: string;
  readonly sealed: Buffer;
  readonly createdAt: Date;
}

export async function insertSecret(tx: Transaction, row: SecretRow): Promise<void> {
  await tx.insert(connectionSecret).values(row);
}

export interface SecretDates {
  readonly id: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

/** When each secret was made and retired, oldest first. Never what it is. */
export async function listSecretDates(
  db: Executor,
  companyId: number,
  connectionId: string,
): Promise<SecretDates[]> {
  return db
    .select({
      id: connectionSecret.id,
      createdAt: connectionSecret.createdAt,
      retiredAt: connectionSecret.retiredAt,
    })
    .from(connectionSecret)
    .where(and(eq(connectionSecret.companyId, companyId), eq(connectionSecret.connectionId, connectionId)))
    .orderBy(asc(connectionSecret.createdAt), asc(connectionSecret.id));
}

/** @returns false when it is no secret in use of this connection. */
export async function retireSecretRow(
  tx: Transaction,
  key: { readonly companyId: number; readonly connectionId: string; readonly id: string },
  at: Date,
): Promise<boolean> {
  const retired = await tx
    .update(connectionSecret)
    .set({ retiredAt: at })
    .where(
      and(
        eq(connectionSecret.companyId, key.companyId),
        eq(connectionSecret.connectionId, key.connectionId),
        eq(connectionSecret.id, key.id),
        or(isNull(connectionSecret.retiredAt), gt(connectionSecret.retiredAt, at)),
      ),
    )
    .returning({ id: connectionSecret.id });
  return retired.length > 0;
}

/** Lets every other secret in use end at a moment; one that ends sooner stays as it is. @returns how many. */
export async function endOtherSecrets(
  tx: Transaction,
  {
    companyId,
    connectionId,
    id,
  }: { readonly companyId: number; readonly connectionId: string; readonly id: string },
  endsAt: Date,
): Promise<number> {
  const ended = await tx
    .update(connectionSecret)
    .set({ retiredAt: endsAt })
    .where(
      and(
        eq(connectionSecret.companyId, companyId),
        eq(connectionSecret.connectionId, connectionId),
        ne(connectionSecret.id, id),
        or(isNull(connectionSecret.retiredAt), gt(connectionSecret.retiredAt, endsAt)),
      ),
    )
    .returning({ id: connectionSecret.id });
  return ended.length;
}

/** Every secret in use, of every company, for checking that our key opens them. */
export async function listSealedSecrets(db: Executor, limit: number): Promise<SecretRow[]> {
  return db
    .select({
      companyId: connectionSecret.companyId,
      id: connectionSecret.id,
      connectionId: connectionSecret.connectionId,
      sealed: connectionSecret.sealed,
      createdAt: connectionSecret.createdAt,
    })
    .from(connectionSecret)
    .where(isNull(connectionSecret.retiredAt))
    .limit(limit);
}
