import { changedShelves, missedShelves, type WatchedShelf } from "@/db/queries/watch/watched-stock";
import { type Follower, followChanges } from "./follow-changes";
import type { PlainSubject, WatchDeps } from "./look-at";

/** Follows differences of stock. The shelf is the subject: one that differs again is the same exception again. */
export async function watchStock(deps: WatchDeps): Promise<boolean> {
  return followChanges(deps, FOLLOWER);
}

const FOLLOWER: Follower<WatchedShelf> = {
  name: "stock",
  subjectKind: "stock",
  lagsMs: [0, 60_000],
  changed: changedShelves,
  missed: (tx, companyId, _now, limit) => missedShelves(tx, companyId, limit),
  toSubjects: (rows) => [...new Map(rows.map((row) => [row.shelf, row])).values()].map(toSubject),
};

function toSubject(row: WatchedShelf): PlainSubject {
  const unit = row.unit === null ? "" : ` ${row.unit}`;
  return {
    companyId: row.companyId,
    subjectId: row.shelf,
    label: row.label,
    shipmentId: null,
    connectionId: row.connectionId,
    carrier: null,
    findings:
      row.openedAt === null
        ? []
        : [
            {
              kind: "stock_discrepancy",
              cause: "",
              since: Date.parse(row.openedAt),
              dueAt: null,
              summary: `${row.productName ?? row.product}: Odoo ${row.odooQuantity}${unit}, warehouse ${row.statedQuantity}${unit}`,
            },
          ],
  };
}
