import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { findByOperationKey, insertOutbound } from "@/db/queries/outbound/insert-outbound";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import type { OutboundKind } from "@/lib/domain/outbound/outbound";

export interface OutboundDraft {
  readonly companyId: number;
  /** The same for the same intent, on every try: what is asked for twice is one message. */
  readonly operationKey: string;
  readonly kind: Exclude<OutboundKind, "997">;
  /** A partner, reached by the way out of that connection, or a mail address. */
  readonly to: { readonly connectionId: string } | { readonly address: string };
  /** Subject of a mail; what it is about in a list. */
  readonly title: string;
  /** Exactly what is sent. A mail's is its text. */
  readonly body: string | Buffer;
  readonly contentType: string;
  /** True where the receiver answers that it understood: it is then shown as awaited. */
  readonly wantsAcknowledgement?: boolean;
  readonly cause: {
    readonly messageId?: string | null;
    readonly shipmentId?: string | null;
    readonly exceptionId?: string | null;
  };
  /** Who asked for it: a person, a flow, a rule. */
  readonly requestedBy: string;
}

export interface EnqueuedOutbound {
  readonly id: string;
  /** False: this operation key was asked for before, nothing was added. */
  readonly isNew: boolean;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Writes down what shall be sent, in the transaction that decided it. The worker sends it after that commits, tries again until it is there, and gives it the
 * same id on every try. The caller has checked the permission and writes the audit row.
 * @throws {ConflictError} when the same operation key was asked for with another receiver or other bytes.
 */
export async function enqueueOutbound(
  tx: Transaction,
  draft: OutboundDraft,
  now: Date,
): Promise<EnqueuedOutbound> {
  const body = Buffer.from(draft.body);
  if (body.byteLength > MAX_BODY_BYTES) {
    throw new InvalidError("This message is larger than 16 MiB. Nothing was queued.");
  }
  const to = {
    connectionId: "connectionId" in draft.to ? draft.to.connectionId : null,
    address: "address" in draft.to ? draft.to.address : null,
  };
  const { companyId, operationKey, kind, title, contentType, cause, requestedBy } = draft;
  const id = uuidv7({ msecs: now.getTime() });
  const isNew = await insertOutbound(tx, {
    ...{ companyId, id, operationKey, kind, title, contentType, body, requestedBy, ...to },
    inReplyTo: cause.messageId ?? null,
    shipmentId: cause.shipmentId ?? null,
    exceptionId: cause.exceptionId ?? null,
    acknowledgement: draft.wantsAcknowledgement ? "awaited" : "none",
    state: "waiting",
    createdAt: now,
    nextTryAt: now,
  });
  if (isNew) return { id, isNew };
  const known = await findByOperationKey(tx, companyId, operationKey);
  if (!known?.body.equals(body) || known.connectionId !== to.connectionId || known.address !== to.address) {
    throw new ConflictError(
      `"${operationKey}" was asked for before with another receiver or other bytes. The first one stands; nothing was added.`,
    );
  }
  return { id: known.id, isNew };
}
