import type { MessageListRow } from "@/db/queries/messages/select-message-page";
import type { MessageRow } from "@/lib/contracts/messages/message-list";
import { whyOf } from "./why-of";

export function toMessageRow(row: MessageListRow): MessageRow {
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    documents: row.documents,
    fileName: row.fileName,
    connection: { id: row.connectionId, name: row.connectionName },
    reasonCode: row.reasonCode,
    ...whyOf(row.state, row.reason),
    keyReference: row.keyReference,
    sizeBytes: row.sizeBytes,
    receivedAt: new Date(row.receivedAt).toISOString(),
    isQueued: row.isQueued,
  };
}

/** The place of a row in the order of the list, as an address carries it. */
export function cursorOf(row: MessageListRow): string {
  return `${row.rank}_${row.receivedAt}_${row.id}`;
}

export function positionOf(cursor: string | undefined) {
  const parts = cursor?.split("_");
  if (parts?.length !== 3) return undefined;
  const [rank = "", receivedAt = "", id = ""] = parts;
  return Number.isNaN(Date.parse(receivedAt)) ? undefined : { rank: Number(rank), receivedAt, id };
}
