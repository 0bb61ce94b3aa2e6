import { selectReasonCodes } from "@/db/queries/messages/count-messages";
import { listConnectionNames } from "@/db/queries/messages/list-connections";
import {
  type MessageListRow,
  type MessageNarrowing,
  selectMessagePage,
  selectMessagesByIds,
} from "@/db/queries/messages/select-message-page";
import type { MessageList } from "@/lib/contracts/messages/message-list";
import type { MessageQuery } from "@/lib/contracts/messages/message-query";
import { PERSON_STATES } from "@/lib/contracts/messages/state-words";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { messageCounts } from "./message-counts";
import { messageIdsOf, messageNarrowing, ranksOf } from "./message-narrowing";
import { cursorOf, positionOf, toMessageRow } from "./message-row";
import { pipelineLag } from "./pipeline-lag";

const PAGE_ROWS = 50;
/** How far a filter without an index of its own looks, per state. */
const SCAN_LIMIT = 20_000;
const REASON_SCAN = 500;
const MOST_FOUND = 200;

/** One page of the inbox as its address asks for it, with everything the screen says around it. */
export async function listMessages(ctx: Context, query: MessageQuery): Promise<MessageList> {
  requirePermission(ctx.actor, "message.read");
  const { companyId } = ctx.actor;
  const narrowing = await messageNarrowing(ctx, query);
  const [page, counts, lag, connections, reasonCodes] = await Promise.all([
    readPage(ctx, query, narrowing),
    messageCounts(ctx),
    pipelineLag(ctx),
    listConnectionNames(ctx.db, companyId),
    selectReasonCodes(ctx.db, { companyId, ranks: ranksOf(PERSON_STATES), scanLimit: REASON_SCAN }),
  ]);
  const reasons =
    query.reason && !reasonCodes.includes(query.reason) ? [query.reason, ...reasonCodes] : reasonCodes;
  const isResidual = narrowing.states !== undefined || narrowing.reasonCode !== undefined;
  return {
    query,
    ...page,
    counts,
    lag,
    connections: connections.map(({ id, name }) => ({ value: id, label: name })),
    reasons: reasons.map((code) => ({ value: code, label: code.replaceAll("_", " ") })),
    bounded:
      isResidual && !page.older && query.q === undefined
        ? `Looked through the newest ${SCAN_LIMIT.toLocaleString("en")} messages of each state. Choose days to look further back.`
        : null,
  };
}

type Page = Pick<MessageList, "rows" | "older" | "newer">;

async function readPage(ctx: Context, query: MessageQuery, narrowing: MessageNarrowing): Promise<Page> {
  const ids = await messageIdsOf(ctx, query.q);
  if (ids) {
    const rows = await selectMessagesByIds(ctx.db, narrowing, ids, MOST_FOUND);
    return { rows: rows.map(toMessageRow), older: null, newer: null };
  }
  const after = positionOf(query.after);
  const before = after ? undefined : positionOf(query.before);
  const found = await selectMessagePage(ctx.db, narrowing, {
    // What needs a person stands first where that is the question; a log of everything reads newest first.
    order: query.tab === "person" ? "rank" : "time",
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_ROWS + 1,
    scanLimit: SCAN_LIMIT,
  });
  const rows = found.slice(0, PAGE_ROWS);
  const hasFurther = found.length > PAGE_ROWS;
  if (before) rows.reverse();
  return {
    rows: rows.map(toMessageRow),
    older: cursorWhen(before !== undefined || hasFurther, rows.at(-1)),
    newer: cursorWhen(after !== undefined || (before !== undefined && hasFurther), rows[0]),
  };
}

function cursorWhen(there: boolean, row: MessageListRow | undefined): string | null {
  return there && row ? cursorOf(row) : null;
}
