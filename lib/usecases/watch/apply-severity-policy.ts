import type { Database } from "@/db/client";
import { lockActive, selectActiveIds, type WeighedRow } from "@/db/queries/watch/active-exceptions";
import { selectCompanyIds } from "@/db/queries/watch/companies";
import { type ExceptionChange, updateExceptions } from "@/db/queries/watch/exceptions";
import { selectSeverityPolicy } from "@/db/queries/watch/severity-policy";
import { moveCursor, takeCursor } from "@/db/queries/watch/watch-cursor";
import { inTransaction } from "@/db/transaction";
import { SEVERITIES } from "@/lib/domain/exception/exception";
import type { SeverityPolicy } from "@/lib/domain/exception/severity";
import { weigh } from "@/lib/domain/exception/watch-shipment";
import type { WatchDeps } from "./watchers/look-at";

const CHUNK = 1_000;
/** More is never open at once; what is beyond is weighed with its next look. */
const MOST = 200_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Weighs everything that is open anew after a lead changed what counts. A chunk a transaction; the version is noted as applied after the last, so that a
 * worker killed in between begins again. @returns how many became graver or less grave.
 */
export async function applySeverityPolicy({ db, now }: WatchDeps): Promise<number> {
  let changed = 0;
  for (const companyId of await selectCompanyIds(db)) {
    const row = await selectSeverityPolicy(db, companyId);
    if (row) changed += await applyTo(db, companyId, row, now);
  }
  return changed;
}

async function applyTo(
  db: Database,
  companyId: number,
  { policy, changedAt }: { readonly policy: SeverityPolicy; readonly changedAt: Date },
  now: () => Date,
): Promise<number> {
  const watcher = `severity of company ${companyId}`;
  const applied = await inTransaction(db, (tx) => takeCursor(tx, watcher));
  if (!applied || Date.parse(applied.changedAt) >= changedAt.getTime()) return 0;
  const ids = await selectActiveIds(db, companyId, MOST);
  let changed = 0;
  for (let start = 0; start < ids.length; start += CHUNK)
    changed += await inTransaction(db, async (tx) => {
      const rows = await lockActive(tx, companyId, ids.slice(start, start + CHUNK));
      const changes = rows.flatMap((row) => changeOf(row, policy, now()) ?? []);
      await updateExceptions(tx, companyId, changes);
      return changes.length;
    });
  const place = { changedAt: changedAt.toISOString(), subjectId: NOBODY };
  await inTransaction(db, (tx) => moveCursor(tx, watcher, place));
  return changed;
}

function changeOf(row: WeighedRow, policy: SeverityPolicy, at: Date): ExceptionChange | null {
  const finding = { kind: row.kind, dueAt: row.dueAt?.getTime() ?? null };
  const [weighed] = weigh([finding], row, policy, at.getTime());
  if (!weighed || weighed.severity === row.severity) return null;
  const { severity } = weighed;
  return { ...row, severity, severityRank: SEVERITIES.indexOf(severity), changedAt: at };
}
