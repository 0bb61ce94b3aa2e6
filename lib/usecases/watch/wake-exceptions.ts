import {
  type EndedRow,
  type ExceptionChange,
  insertHistory,
  takeEnded,
  updateExceptions,
} from "@/db/queries/watch/exceptions";
import { inTransaction } from "@/db/transaction";
import { causeFound, snoozeOver } from "@/lib/domain/exception/lifecycle";
import { changeOf, ruleLine, standingOf } from "./exception-change";
import { ExceptionTally } from "./exception-tally";
import type { WatchDeps } from "./watchers/look-at";

const WAKE_SLOT = 14;
const BATCH = 500;

/** Brings back what was put away until now: snoozes that are over, and what was ignored until today and still holds. @returns how many. */
export async function wakeExceptions({ db, now }: WatchDeps): Promise<number> {
  return inTransaction(db, async (tx) => {
    const at = now();
    const ended = await takeEnded(tx, at, BATCH);
    for (const companyId of [...new Set(ended.map((row) => row.companyId))].sort((a, b) => a - b)) {
      const own = ended.filter((row) => row.companyId === companyId);
      const tally = new ExceptionTally();
      const changes: ExceptionChange[] = [];
      const lines = own.flatMap((row) => {
        const change = ruleChange(row, at);
        const next = changeOf(row, change, { finding: null, subject: null }, at);
        if (!next || !change.action) return [];
        changes.push(next);
        tally.turn({ kind: row.kind, groupId: row.groupId, before: row.state, after: next.state });
        return [ruleLine(companyId, row.id, change.action, at)];
      });
      await updateExceptions(tx, companyId, changes);
      await insertHistory(tx, lines);
      await tally.write(tx, companyId, WAKE_SLOT, at);
    }
    return ended.length;
  });
}

function ruleChange(row: EndedRow, at: Date) {
  const standing = standingOf(row);
  return row.state === "snoozed"
    ? snoozeOver(standing)
    : causeFound(standing, standing.sinceAt, at.getTime());
}
