import type { Database, Transaction } from "@/db/client";
import {
  type ComposedDelivery,
  claimDirtyDeliveries,
  type DirtyDelivery,
  noteComposed,
  noteFailed,
} from "@/db/queries/odoo/deliveries";
import { findOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { inTransaction, isDataFault } from "@/db/transaction";
import type { OdooContent } from "@/lib/connectors/odoo/bundle";
import { composeBundle, digest } from "@/lib/connectors/odoo/compose-bundle";
import { errorFields, log } from "@/lib/log";
import { messageRow } from "@/lib/usecases/inbox/message-row";
import { storeRows } from "@/lib/usecases/inbox/store-rows";
import { groupBy } from "./group-by";
import { readContents } from "./read-contents";

const BATCH = 200;
/** A delivery that can't be told is tried again this much later: a newer Milepost may know how, or what is behind it changed. */
const RETRY_MS = 15 * 60_000;

export interface ComposeDeps {
  readonly db: Database;
  readonly now: () => Date;
}

export interface Composed {
  /** Deliveries looked at. */
  readonly deliveries: number;
  /** Those of which there was something new to say. */
  readonly messages: number;
}

/**
 * Tells the next deliveries anew behind which something changed: each becomes a message of the inbox when there is news. Message, what was told and
 * the mark commit together, so that a fact is told once: a worker killed here leaves the delivery as it was.
 */
export async function composeDeliveries({ db, now }: ComposeDeps, limit = BATCH): Promise<Composed> {
  return inTransaction(db, async (tx) => {
    const at = now();
    const claimed = await claimDirtyDeliveries(tx, limit, at);
    const owners = groupBy(claimed, ({ companyId, connectionId }) => `${companyId} ${connectionId}`);
    let messages = 0;
    for (const own of owners.values()) messages += await composeApart(tx, own, at);
    return { deliveries: claimed.length, messages };
  });
}

/**
 * All of these together, or, where that fails, by halves until the one is alone that can't be told: it is kept for later, and the others are told.
 * What concerns all (the database is away) is thrown.
 */
async function composeApart(tx: Transaction, claimed: readonly DirtyDelivery[], now: Date): Promise<number> {
  try {
    return await tx.transaction((part) => composeOfConnection(part, claimed, now));
  } catch (error) {
    const [one] = claimed;
    if (!one || !isDataFault(error)) throw error;
    if (claimed.length > 1) {
      const half = Math.ceil(claimed.length / 2);
      const first = await composeApart(tx, claimed.slice(0, half), now);
      return first + (await composeApart(tx, claimed.slice(half), now));
    }
    log("error", "a delivery of Odoo can't be told", { pickingId: one.pickingId, ...errorFields(error) });
    const failure = error instanceof Error ? error.name : "unknown";
    await noteFailed(tx, one, failure, new Date(now.getTime() + RETRY_MS));
    return 0;
  }
}

async function composeOfConnection(
  tx: Transaction,
  claimed: readonly DirtyDelivery[],
  now: Date,
): Promise<number> {
  const [owner] = claimed;
  const connection = owner && (await findOdooConnection(tx, owner));
  if (!owner) return 0;
  const ids = claimed.map(({ pickingId }) => pickingId);
  const contents = connection ? await readContents(tx, connection, ids) : new Map<number, OdooContent>();
  const told = claimed.map((delivery) => tell(delivery, contents.get(delivery.pickingId), now));
  const messages = told.flatMap(({ message }) => message ?? []);
  const stored = await storeRows(tx, messages);
  const refused = stored.find(({ kind }) => kind !== "accepted");
  if (refused) throw new Error(`the inbox has a delivery of Odoo already, as message ${refused.messageId}`);
  await noteComposed(
    tx,
    owner,
    told.map(({ composed }) => composed),
    now,
  );
  return messages.length;
}

/** What is new of one delivery, as a message; none when nothing is. */
function tell(delivery: DirtyDelivery, content: OdooContent | undefined, now: Date) {
  const { pickingId, facts, connectionId, companyId } = delivery;
  const composed = content && composeBundle(content, facts, now.toISOString());
  const bundleHash = composed?.contentHash ?? delivery.bundleHash;
  if (!composed?.isNews) {
    return {
      message: null,
      composed: { pickingId, bundleHash, facts: null, messageId: null } satisfies ComposedDelivery,
    };
  }
  const { bundle, told } = composed;
  const message = messageRow(
    companyId,
    {
      connectionId,
      body: Buffer.from(JSON.stringify(bundle)),
      contentType: "application/json",
      // The counts in it rise for good: a delivery that is again as it was is told again under a key of its own.
      deliveryKey: `stock.picking,${pickingId} ${digest([bundle.say, bundle.takeBack])} ${now.toISOString()}`,
      transport: "pull",
    },
    now,
  );
  return {
    message,
    composed: { pickingId, bundleHash, facts: told, messageId: message.id } satisfies ComposedDelivery,
  };
}
