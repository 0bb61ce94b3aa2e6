import { selectCompanyIds } from "@/db/queries/watch/companies";
import { missedCodes, type WatchedCode } from "@/db/queries/watch/watched-codes";
import { inTransaction } from "@/db/transaction";
import { lookAt, type PlainSubject, type WatchDeps } from "./look-at";

const BATCH = 500;

/** Opens an exception for each code nobody mapped, and closes it when someone did. */
export async function watchCodes({ db, now }: WatchDeps): Promise<boolean> {
  let changed = 0;
  for (const companyId of await selectCompanyIds(db))
    changed += await inTransaction(db, async (tx) => {
      const rows = await missedCodes(tx, companyId, BATCH);
      return lookAt(
        tx,
        "code",
        rows.map((row) => toSubject(companyId, row)),
        now(),
      );
    });
  return changed >= BATCH;
}

function toSubject(companyId: number, row: WatchedCode): PlainSubject {
  return {
    companyId,
    subjectId: row.subjectId,
    label:
      row.firstSeenAt === null ? row.connectionName : `${row.connectionName}, ${row.codeList} ${row.code}`,
    shipmentId: null,
    connectionId: row.connectionId,
    carrier: row.carrier,
    findings:
      row.firstSeenAt === null
        ? []
        : [
            {
              kind: "unmapped_code",
              cause: "",
              since: Date.parse(row.firstSeenAt),
              dueAt: null,
              summary: `No map knows ${row.code} of ${row.codeList}`,
            },
          ],
  };
}
