import { insertAttempt } from "@/db/queries/commands/note-outcome";
import {
  DIFFERS,
  noteRechecks,
  noteUnread,
  type Recheck,
  type SettledCommand,
  selectForRecheck,
} from "@/db/queries/commands/recheck-commands";
import { inTransaction } from "@/db/transaction";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { inCompany } from "@/lib/connectors/odoo/commands/handler";
import { AppError } from "@/lib/domain/app-error";
import { type DocumentNow, differenceSince } from "@/lib/domain/command/difference";
import { errorFields, log } from "@/lib/log";
import { BreakerOpenError, withBreaker } from "@/lib/usecases/odoo/breaker";
import type { CommandDeps } from "./command-deps";

const EVERY_MS = 300_000;
const WATCHED_MS = 24 * 3_600_000;
const PAGE = 500;

/** Models that carry a name and a state; the others are only looked for. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  "account.move": ["name", "state"],
  "stock.picking": ["name", "state"],
};

/**
 * Reads the documents of commands that were confirmed in the last 24 hours again, each every five minutes, and notes when somebody deleted, cancelled
 * or reopened one. Each connection on its own: an Odoo that is away holds up no other. What is `sent` or `uncertain` needs no such sweep: its own due
 * time brings it back. @returns how many differ for the first time.
 */
export async function reconcileCommands(deps: CommandDeps): Promise<number> {
  const at = deps.now();
  const settled = await selectForRecheck(deps.db, {
    settledAfter: new Date(at.getTime() - WATCHED_MS),
    checkedBefore: new Date(at.getTime() - EVERY_MS),
    now: at,
    limit: PAGE,
  });
  const connections = grouped(settled, ({ companyId, connectionId }) => `${companyId} ${connectionId}`);
  const differing = await Promise.all(
    connections.map((commands) =>
      recheckConnection(deps, commands, at).catch((error: unknown) => {
        log("error", "confirmed commands could not be read again", errorFields(error));
        return 0;
      }),
    ),
  );
  return differing.reduce((sum, count) => sum + count, 0);
}

async function recheckConnection(
  deps: CommandDeps,
  commands: readonly SettledCommand[],
  at: Date,
): Promise<number> {
  let differing = 0;
  for (const group of grouped(commands, ({ odooCompanyId, result }) => `${odooCompanyId} ${result.model}`)) {
    try {
      differing += await recheckGroup(deps, group, at);
    } catch (error) {
      // Nothing was asked: they keep their turn for when Odoo answers again.
      if (error instanceof BreakerOpenError) return differing;
      if (!(error instanceof OdooError || error instanceof AppError)) throw error;
      log("warn", "confirmed commands could not be read again", errorFields(error));
      const why = `Could not be read again since it was done: ${error.message}`;
      await inTransaction(deps.db, (tx) => noteUnread(tx, group, at, why));
    }
  }
  return differing;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return [...groups.values()];
}

async function recheckGroup(deps: CommandDeps, group: readonly SettledCommand[], at: Date): Promise<number> {
  const [first] = group;
  if (!first) return 0;
  const now = await documentsNow(deps, first, [...new Set(group.map(({ result }) => result.id))]);
  const rechecks = group.map((command) => recheckOf(command, now.get(command.result.id)));
  const news = rechecks.filter((one, place) => one.error !== null && group[place]?.errorClass !== DIFFERS);
  await inTransaction(deps.db, async (tx) => {
    await noteRechecks(tx, rechecks, at);
    for (const one of news) {
      await insertAttempt(tx, one, {
        kind: "recheck",
        startedAt: at,
        endedAt: deps.now(),
        outcome: "differs",
        errorClass: one.errorClass,
        error: one.error,
        request: [{ call: "read", model: one.result.model, given: { ids: [one.result.id] } }],
        reply: now.get(one.result.id) ?? null,
      });
    }
  });
  return news.length;
}

/** The last state that counted stays until the document has it again. */
function recheckOf({ companyId, id, kind, result }: SettledCommand, seen: DocumentNow | undefined): Recheck {
  const error = differenceSince(kind, result, seen);
  const errorClass = error === null ? null : DIFFERS;
  return { companyId, id, result: error === null ? { ...result, ...seen } : result, errorClass, error };
}

async function documentsNow(
  deps: CommandDeps,
  { companyId, connectionId, odooCompanyId, result }: SettledCommand,
  ids: readonly number[],
): Promise<ReadonlyMap<number, DocumentNow>> {
  const client = await deps.openClient({ companyId, connectionId });
  const fields = FIELDS[result.model];
  const read = () =>
    client.searchRead(result.model, [["id", "in", ids]], fields ?? ["id"], {
      limit: ids.length,
      context: { ...inCompany(odooCompanyId), active_test: false },
    });
  const records = await withBreaker(deps.db, { companyId, connectionId }, deps.now, read);
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  return new Map(
    records.map((record) => [
      record.id,
      fields ? { name: text(record.name), state: text(record.state) } : {},
    ]),
  );
}
