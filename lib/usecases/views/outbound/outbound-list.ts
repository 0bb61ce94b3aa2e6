import { listConnectionNames } from "@/db/queries/messages/list-connections";
import {
  countOutbound,
  type OutboundListRow,
  selectOutboundList,
} from "@/db/queries/outbound/select-outbound";
import type { OutboundItem, OutboundPageList, OutboundQuery } from "@/lib/contracts/outbound/outbound-list";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { OutboundState } from "@/lib/domain/outbound/outbound";
import type { Context } from "@/lib/usecases/context";

const PAGE_ROWS = 50;
const COUNT_LIMIT = 1_000;
const COUNTED: readonly OutboundState[] = ["waiting", "sending", "uncertain", "failed"];

/** What we send to partners, customers and people, the newest first. Notices only for those who may read them. */
export async function listOutbound(ctx: Context, query: OutboundQuery): Promise<OutboundPageList> {
  requirePermission(ctx.actor, "outbound.read");
  const { companyId } = ctx.actor;
  const notices = can(ctx.actor, "notice.read");
  const [at = "", id = ""] = query.after?.split("_") ?? [];
  const { state, kind, connection } = query;
  const [found, counts, connections] = await Promise.all([
    selectOutboundList(ctx.db, companyId, {
      ...(state ? { state } : {}),
      ...(kind ? { kind } : {}),
      ...(connection ? { connectionId: connection } : {}),
      ...(query.after ? { after: { at, id } } : {}),
      ...{ notices, limit: PAGE_ROWS + 1 },
    }),
    countOutbound(ctx.db, companyId, COUNTED, { notices, limit: COUNT_LIMIT }),
    listConnectionNames(ctx.db, companyId),
  ]);
  const rows = found.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  return {
    items: rows.map(outboundItem),
    older: found.length > PAGE_ROWS && last ? `${last.createdAt}_${last.id}` : null,
    counts: Object.fromEntries(
      [...counts].flatMap(([name, count]) => (count > 0 ? [[name, countText(count)]] : [])),
    ),
    connections: connections.map((each) => ({ value: each.id, label: each.name })),
    showsNotices: notices,
  };
}

const countText = (count: number) =>
  count >= COUNT_LIMIT ? `${COUNT_LIMIT.toLocaleString("en")}+` : count.toLocaleString("en");

export function outboundItem(row: OutboundListRow): OutboundItem {
  const number = row.controlNumber === null ? "" : ` ${row.controlNumber}`;
  return {
    id: row.id,
    source: row.source,
    sort: row.sort as OutboundItem["sort"],
    title: row.title ?? `${row.sort}${number}`,
    to: row.receiver ?? "A receiver that is gone",
    connectionSlug: row.connectionSlug,
    state: row.state as OutboundState,
    acknowledgement: row.acknowledgement as OutboundItem["acknowledgement"],
    attempts: row.attempts,
    error: row.error,
    createdAt: new Date(row.createdAt).toISOString(),
    sentAt: momentOf(row.sentAt),
    nextTryAt: momentOf(row.nextTryAt),
    shipmentId: row.shipmentId,
  };
}

/** Postgres' text as ISO 8601. */
export const momentOf = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString();
