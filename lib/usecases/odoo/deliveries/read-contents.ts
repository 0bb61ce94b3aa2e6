import type { Executor } from "@/db/client";
import {
  type MirroredRecord,
  mirroredRecords,
  type NotedChange,
  notedChanges,
} from "@/db/queries/odoo/bundle-records";
import type { OdooConnectionRow } from "@/db/queries/odoo/odoo-connection";
import { type OdooContent, recordKey } from "@/lib/connectors/odoo/bundle";
import { idOf, textOf } from "@/lib/connectors/odoo/record-values";
import type { OdooStateLabels } from "@/lib/domain/odoo/connection";
import { type Gathered, gatherRecords, idsOf } from "./gather-records";
import { groupBy } from "./group-by";

const WITH_CHATTER = ["stock.picking", "sale.order", "purchase.order", "account.move"];
const PICKING = "stock.picking";

/** What each of these deliveries' stories is made of, as the mirror holds it now. Those the mirror has not are left out. */
export async function readContents(
  db: Executor,
  connection: OdooConnectionRow,
  pickingIds: readonly number[],
): Promise<Map<number, OdooContent>> {
  const pickings = await mirroredRecords(db, connection, new Map([[PICKING, pickingIds]]));
  const known = pickings.filter(({ values }) => !idOf(values, "return_id"));
  const deliveries = known.map(({ odooId, values }) => ({
    pickingId: odooId,
    // A delivery without a name is named by no bill.
    name: textOf(values, "name") ?? "",
    odooCompanyId: idOf(values, "company_id"),
  }));
  const gathered = await gatherRecords(db, connection, deliveries);
  const ids = new Map([...gathered.records].map(([model, reach]) => [model, idsOf(reach)]));
  const records = await mirroredRecords(db, connection, ids);
  const states = records.flatMap(({ values }) => idOf(values, "state_id") ?? []);
  const regions = await mirroredRecords(
    db,
    connection,
    new Map([["res.country.state", [...new Set(states)]]]),
  );
  const changes = await notedChanges(
    db,
    connection,
    new Map([...ids].filter(([model]) => WITH_CHATTER.includes(model))),
  );
  const held = new Map(
    [...records, ...regions].map((record) => [recordKey(record.model, record.odooId), record]),
  );
  const noted = groupBy(changes, ({ model, odooId }) => recordKey(model, odooId));
  return new Map(
    known.map((picking) => [picking.odooId, contentOf(connection, picking, gathered, held, noted)]),
  );
}

function contentOf(
  connection: OdooConnectionRow,
  picking: MirroredRecord,
  gathered: Gathered,
  held: ReadonlyMap<string, MirroredRecord>,
  noted: ReadonlyMap<string, readonly NotedChange[]>,
): OdooContent {
  const records: Record<string, Record<string, unknown>> = {};
  for (const [model, reach] of gathered.records) {
    for (const id of [...(reach.get(picking.odooId) ?? [])].sort((a, b) => a - b)) {
      const record = held.get(recordKey(model, id));
      // What was deleted is no longer true; of the delivery itself the last word is kept.
      if (record && (!record.deleted || (model === PICKING && id === picking.odooId)))
        records[recordKey(model, id)] = record.values;
    }
  }
  for (const orderId of gathered.records.get("sale.order")?.get(picking.odooId) ?? []) {
    for (const { odooId, values } of gathered.siblings.get(orderId) ?? [])
      records[recordKey(PICKING, odooId)] ??= values;
  }
  for (const values of Object.values(records)) {
    const region = recordKey("res.country.state", idOf(values, "state_id") ?? 0);
    const state = held.get(region);
    if (state) records[region] = state.values;
  }
  const history = Object.keys(records)
    .flatMap((key) => (noted.get(key) ?? []).flatMap((change) => keyed(key, change, connection.stateLabels)))
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  return {
    kind: "odoo-delivery",
    database: connection.database,
    source: connection.connectionId,
    picking: picking.odooId,
    deleted: picking.deleted,
    validatedMeans: connection.settings.validatedMeans,
    records,
    history,
    cut: [...(gathered.cut.get(picking.odooId) ?? [])].sort(),
  };
}

/** A change in keys instead of labels: the one field of the model that has both labels, in whichever language. */
function keyed(
  record: string,
  { model, from, to, at }: NotedChange,
  labels: OdooStateLabels | null,
): OdooContent["history"] {
  const found = Object.entries(labels?.[model] ?? {}).flatMap(([field, languages]) => {
    const language = Object.values(languages).find((known) => from in known && to in known);
    const [before, after] = [language?.[from], language?.[to]];
    return before !== undefined && after !== undefined
      ? [{ record, field, from: before, to: after, at }]
      : [];
  });
  return found.length === 1 ? found : [];
}
