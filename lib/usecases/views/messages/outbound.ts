import {
  type OutboundRow as StoredRow,
  selectOutbound,
  selectOutboundBody,
  selectOutboundPage,
} from "@/db/queries/messages/select-outbound";
import type { MessageQuery } from "@/lib/contracts/messages/message-query";
import type { OutboundList, OutboundRow } from "@/lib/contracts/messages/outbound-list";
import type { RawView } from "@/lib/contracts/messages/raw-view";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { messageIdFrom } from "./message-id";
import { positionOf } from "./message-row";
import { rawView } from "./raw-message";

const PAGE_ROWS = 50;
/** The outbound list has one rank; its cursors keep the form of the inbox's. */
const RANK = 0;

export async function listOutbound(
  ctx: Context,
  query: Pick<MessageQuery, "after" | "before">,
): Promise<OutboundList> {
  requirePermission(ctx.actor, "outbound.read");
  const after = placeOf(query.after);
  const before = after ? undefined : placeOf(query.before);
  const found = await selectOutboundPage(ctx.db, ctx.actor.companyId, {
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_ROWS + 1,
  });
  const rows = found.slice(0, PAGE_ROWS);
  const hasFurther = found.length > PAGE_ROWS;
  if (before) rows.reverse();
  const cursor = (there: boolean, row: StoredRow | undefined) =>
    there && row ? `${RANK}_${row.createdAt}_${row.id}` : null;
  return {
    rows: rows.map(toRow),
    older: cursor(before !== undefined || hasFurther, rows.at(-1)),
    newer: cursor(after !== undefined || (before !== undefined && hasFurther), rows[0]),
  };
}

/** One answer with its bytes. Throws NotFoundError when this company sent no such thing. */
export async function outboundPage(
  ctx: Context,
  given: string,
): Promise<{ row: OutboundRow; view: RawView }> {
  requirePermission(ctx.actor, "outbound.read");
  const id = messageIdFrom(given);
  const [row, stored] = await Promise.all([
    selectOutbound(ctx.db, ctx.actor.companyId, id),
    selectOutboundBody(ctx.db, ctx.actor.companyId, id),
  ]);
  if (!row || !stored)
    throw new NotFoundError("There is no such answer here. Look under Messages, Outbound.");
  const body = {
    body: stored.body,
    sizeBytes: row.sizeBytes,
    contentEncoding: null,
    fileName: null,
    format: "x12",
  };
  return { row: toRow(row), view: await rawView(id, body) };
}

function placeOf(cursor: string | undefined) {
  const position = positionOf(cursor);
  return position && { createdAt: position.receivedAt, id: position.id };
}

function toRow(row: StoredRow): OutboundRow {
  const { connectionId, connectionName, ...rest } = row;
  return {
    ...rest,
    connection: { id: connectionId, name: connectionName },
    createdAt: new Date(row.createdAt).toISOString(),
    fetchedAt: row.fetchedAt === null ? null : new Date(row.fetchedAt).toISOString(),
  };
}
