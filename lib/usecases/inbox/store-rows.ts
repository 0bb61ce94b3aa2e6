import type { Executor } from "@/db/client";
import { findDeliveryHolders } from "@/db/queries/inbox/find-delivery-holders";
import { insertMessages, type MessageRow } from "@/db/queries/inbox/insert-messages";

/** `repeat`: these bytes were here before, as `messageId`. `conflict`: stored, but the key came first with other bytes. */
export type StoredMessage =
  | { readonly kind: "accepted" | "repeat"; readonly messageId: string }
  | { readonly kind: "conflict"; readonly messageId: string; readonly firstMessageId: string };

interface Claim {
  readonly row: MessageRow;
  readonly index: number;
}

/**
 * Stores what is new and says of each row what became of it, in the order given. One statement when nothing is a repeat.
 * When it returns, everything it calls accepted or conflict is committed.
 */
export async function storeRows(db: Executor, rows: readonly MessageRow[]): Promise<StoredMessage[]> {
  const results = new Array<StoredMessage>(rows.length);
  const claims = rows.map((row, index) => ({ row, index }));
  const others = await claimKeys(db, claims, ({ row, index }) => {
    results[index] = { kind: "accepted", messageId: row.id };
  });
  const conflicting: Claim[] = [];
  for (const { claim, holder } of others) {
    const { row, index } = claim;
    if (holder.sha256.equals(row.sha256)) results[index] = { kind: "repeat", messageId: holder.messageId };
    else conflicting.push({ index, row: asConflict(row, holder.messageId) });
  }
  const repeated = await claimKeys(db, conflicting, ({ row, index }) => {
    results[index] = { kind: "conflict", messageId: row.id, firstMessageId: row.conflictWith ?? row.id };
  });
  for (const { claim, holder } of repeated) {
    results[claim.index] = { kind: "repeat", messageId: holder.messageId };
  }
  return results;
}

interface Loser {
  readonly claim: Claim;
  readonly holder: { readonly messageId: string; readonly sha256: Buffer };
}

/** Lets the first row of each key try for it; every other row comes back with the one that holds its key. */
async function claimKeys(
  db: Executor,
  claims: readonly Claim[],
  onWon: (claim: Claim) => void,
): Promise<Loser[]> {
  if (claims.length === 0) return [];
  const firstOfKey = new Map<string, Claim>();
  for (const claim of claims) {
    const key = keyOf(claim.row);
    if (!firstOfKey.has(key)) firstOfKey.set(key, claim);
  }
  const won = await insertMessages(
    db,
    [...firstOfKey.values()].map(({ row }) => row),
  );
  const lost: Claim[] = [];
  for (const claim of claims) {
    if (won.has(claim.row.id)) onWon(claim);
    else lost.push(claim);
  }
  // A statement of its own: the winner may have committed after the snapshot of the insert was taken.
  const holders = await findDeliveryHolders(
    db,
    lost.map(({ row }) => row),
  );
  const losers: Loser[] = [];
  for (const [position, claim] of lost.entries()) {
    const holder = holders[position];
    if (!holder) throw new Error(`delivery key of message ${claim.row.id} is taken, but nobody holds it`);
    // Tried before: it was committed then, only the answer was lost.
    if (holder.messageId === claim.row.id) onWon(claim);
    else losers.push({ claim, holder });
  }
  return losers;
}

function keyOf(row: MessageRow): string {
  return `${row.companyId} ${row.connectionId} ${row.deliveryKey}`;
}

function asConflict(row: MessageRow, conflictWith: string): MessageRow {
  return { ...row, deliveryKey: `${row.deliveryKey}#${row.sha256.toString("hex")}`, conflictWith };
}
