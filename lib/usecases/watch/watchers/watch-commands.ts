import { selectCompanyIds } from "@/db/queries/watch/companies";
import { missedCommands, type WatchedCommand } from "@/db/queries/watch/watched-commands";
import { inTransaction } from "@/db/transaction";
import { COMMAND_KIND_WORDS } from "@/lib/contracts/commands/command-words";
import { commandFindings, UNCERTAIN_GRACE_MS } from "@/lib/domain/exception/command-findings";
import { lookAt, type PlainSubject, type WatchDeps } from "./look-at";

const BATCH = 500;

/** Opens an exception for each write that Odoo refused or that stays uncertain, and closes it when that is over. */
export async function watchCommands({ db, now }: WatchDeps): Promise<boolean> {
  let changed = 0;
  for (const companyId of await selectCompanyIds(db))
    changed += await inTransaction(db, async (tx) => {
      const at = now();
      const before = new Date(at.getTime() - UNCERTAIN_GRACE_MS);
      const rows = await missedCommands(tx, companyId, before, BATCH);
      const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
      return lookAt(
        tx,
        "command",
        distinct.map((row) => toSubject(companyId, row, at)),
        at,
      );
    });
  return changed >= BATCH;
}

function toSubject(companyId: number, row: WatchedCommand, at: Date): PlainSubject {
  return {
    companyId,
    subjectId: row.id,
    label: `${COMMAND_KIND_WORDS[row.kind]}, ${row.documentKey}`,
    shipmentId: row.shipmentId,
    connectionId: row.connectionId,
    carrier: null,
    findings: commandFindings({ ...row, sinceAt: Date.parse(row.sinceAt) }, at.getTime()),
  };
}
