import {
  type CommandListRow,
  type CommandNarrowing,
  type CommandPosition,
  findCommands,
  selectCommandList,
} from "@/db/queries/commands/select-command-list";
import { listConnectionNames } from "@/db/queries/messages/list-connections";
import type { CommandList } from "@/lib/contracts/commands/command-list";
import type { CommandQuery } from "@/lib/contracts/commands/command-query";
import { COMMAND_STATE_ORDER } from "@/lib/contracts/commands/command-words";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { workerSilence } from "../live/worker-silence";
import { commandCounts } from "./command-counts";
import { toCommandRows } from "./command-row";

const PAGE_ROWS = 50;
/** How far a filter without an index of its own looks, per state. */
const SCAN_LIMIT = 20_000;
const MOST_FOUND = 200;

/** One page of the writes to Odoo as its address asks for it, with everything the screen says around it. */
export async function listCommands(ctx: Context, query: CommandQuery): Promise<CommandList> {
  requirePermission(ctx.actor, "command.read");
  const { companyId } = ctx.actor;
  const narrowing: CommandNarrowing = {
    companyId,
    states: query.state ? [query.state] : COMMAND_STATE_ORDER,
    ...(query.kind ? { kind: query.kind } : {}),
    ...(query.connection ? { connectionId: query.connection } : {}),
  };
  const [page, counts, connections, stale] = await Promise.all([
    readPage(ctx, query, narrowing),
    commandCounts(ctx),
    listConnectionNames(ctx.db, companyId),
    workerSilence(ctx),
  ]);
  const isResidual = query.kind !== undefined || query.connection !== undefined;
  return {
    query,
    rows: await toCommandRows(ctx, page.rows),
    older: page.older,
    newer: page.newer,
    counts,
    connections: connections
      .filter(({ dialect }) => dialect === "odoo")
      .map(({ id, name }) => ({ value: id, label: name })),
    bounded:
      isResidual && !page.older && query.q === undefined
        ? `Looked through the newest ${SCAN_LIMIT.toLocaleString("en")} of each state.`
        : null,
    stale,
  };
}

interface Page {
  readonly rows: readonly CommandListRow[];
  readonly older: string | null;
  readonly newer: string | null;
}

async function readPage(ctx: Context, query: CommandQuery, narrowing: CommandNarrowing): Promise<Page> {
  if (query.q) {
    const rows = await findCommands(ctx.db, narrowing, query.q, MOST_FOUND);
    return { rows, older: null, newer: null };
  }
  const after = positionOf(query.after, narrowing);
  const before = after ? undefined : positionOf(query.before, narrowing);
  const found = await selectCommandList(ctx.db, narrowing, {
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_ROWS + 1,
    scanLimit: SCAN_LIMIT,
  });
  const rows = found.slice(0, PAGE_ROWS);
  const hasFurther = found.length > PAGE_ROWS;
  if (before) rows.reverse();
  return {
    rows,
    older: cursorWhen(before !== undefined || hasFurther, rows.at(-1)),
    newer: cursorWhen(after !== undefined || (before !== undefined && hasFurther), rows[0]),
  };
}

/** A cursor names its state by the place in the whole order, so that it holds also where one state only is shown. */
function cursorWhen(there: boolean, row: CommandListRow | undefined): string | null {
  return there && row ? `${COMMAND_STATE_ORDER.indexOf(row.state)}_${row.requestedAt}_${row.id}` : null;
}

function positionOf(cursor: string | undefined, { states }: CommandNarrowing): CommandPosition | undefined {
  const [place = "", requestedAt = "", id = ""] = cursor?.split("_") ?? [];
  const state = COMMAND_STATE_ORDER[Number(place)];
  if (cursor === undefined || state === undefined || Number.isNaN(Date.parse(requestedAt))) return undefined;
  const rank = states.indexOf(state) + 1;
  return rank === 0 ? undefined : { rank, requestedAt, id };
}
