import type { Database } from "@/db/client";
import { type Fetchable, listFetchable, mayFetch } from "@/db/queries/outbound/fetch-outbound";
import { lockOutbound, updateOutbound } from "@/db/queries/outbound/lock-outbound";
import { insertOutboundAttempt } from "@/db/queries/outbound/settle-outbound";
import { inTransaction } from "@/db/transaction";
import { keepSent } from "@/lib/usecases/health/keep-hour";
import type { FetchingPartner } from "./believe-fetcher";
import { fileNameOf } from "./folder-way";

const MOST_LISTED = 100;

interface FetchDeps {
  readonly db: Database;
  readonly now: () => Date;
}

const keyOf = ({ companyId, connectionId }: FetchingPartner) => ({ companyId, id: connectionId });

/** What waits for this partner, the oldest first, at most a hundred. */
export async function listForPartner({ db }: FetchDeps, partner: FetchingPartner): Promise<Fetchable[]> {
  return listFetchable(db, keyOf(partner), MOST_LISTED);
}

/** The bytes of one message, noted as fetched. It stays on the list until the partner confirms it. Null: there is none such for this partner. */
export async function fetchOutbound({ db, now }: FetchDeps, partner: FetchingPartner, id: string) {
  return inTransaction(db, async (tx) => {
    const key = { companyId: partner.companyId, id };
    if (!(await mayFetch(tx, keyOf(partner), id))) return null;
    const row = await lockOutbound(tx, key);
    if (!row) return null;
    const at = now();
    if (row.state !== "sent")
      await updateOutbound(tx, key, { state: "sending", fetchedAt: at, nextTryAt: null, error: null });
    const outcome = "The partner fetched it.";
    await insertOutboundAttempt(tx, key, { kind: "fetch", startedAt: at, endedAt: at, outcome, error: null });
    return { body: row.body, contentType: row.contentType, fileName: fileNameOf(row) };
  });
}

/** The partner says it has the message. Said twice, it changes nothing. @returns false when there is none such for this partner. */
export async function confirmOutbound(
  { db, now }: FetchDeps,
  partner: FetchingPartner,
  id: string,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const key = { companyId: partner.companyId, id };
    if (!(await mayFetch(tx, keyOf(partner), id))) return false;
    const row = await lockOutbound(tx, key);
    if (!row) return false;
    if (row.state === "sent") return true;
    const at = now();
    await updateOutbound(tx, key, {
      ...{ state: "sent", sentAt: at, nextTryAt: null, error: null },
      ...{ acknowledgement: "accepted", acknowledgedAt: at },
    });
    const outcome = "The partner confirmed that it has it.";
    await insertOutboundAttempt(tx, key, {
      kind: "confirm",
      startedAt: at,
      endedAt: at,
      outcome,
      error: null,
    });
    await keepSent(
      tx,
      { companyId: partner.companyId, connectionId: partner.connectionId },
      {
        went: true,
        again: false,
        at,
      },
    );
    return true;
  });
}
