import { type MirroredRecord, mirroredRecords, relationsTo } from "@/db/queries/odoo/bundle-records";
import { type DocumentSource, selectDocumentSources } from "@/db/queries/odoo/select-document-sources";
import { recordKey } from "@/lib/connectors/odoo/bundle";
import {
  ODOO_DOCUMENT_KINDS,
  type OdooDocumentLink,
  type OdooDocuments,
} from "@/lib/contracts/shipments/odoo-documents";
import { can } from "@/lib/domain/access/actor";
import { odooDocumentUrl } from "@/lib/domain/odoo/document-url";
import type { RecordedEvent } from "@/lib/domain/shipment/recorded-event";
import type { Context } from "@/lib/usecases/context";
import { documentLine, documentName } from "./odoo-document-line";

/** More documents than a person reads behind one shipment. */
const MOST_DOCUMENTS = 200;

export interface ShipmentDocuments {
  readonly odoo: readonly OdooDocuments[];
  /** The document an event was told by; null where it was no document of Odoo. */
  linkOf(event: RecordedEvent): OdooDocumentLink | null;
}

interface Read {
  readonly source: DocumentSource;
  readonly records: ReadonlyMap<string, MirroredRecord>;
}

/**
 * The documents of Odoo a shipment's events were told by, with the backorders and payments that belong to them, as the mirror holds them now.
 * Amounts only for whoever may read the messages themselves: those carry them too.
 */
export async function shipmentDocuments(
  ctx: Context,
  events: readonly RecordedEvent[],
): Promise<ShipmentDocuments> {
  const named = new Map<string, Map<string, Set<number>>>();
  for (const event of events) {
    const document = documentBehind(event);
    if (!document) continue;
    const models = named.get(event.connectionId) ?? new Map<string, Set<number>>();
    named.set(event.connectionId, models);
    const ids = models.get(document.model) ?? new Set<number>();
    models.set(document.model, ids.add(document.id));
  }
  const sources = await selectDocumentSources(ctx.db, ctx.actor.companyId, [...named.keys()]);
  const reads = await Promise.all(
    sources.map((source) => readSource(ctx, source, named.get(source.connectionId) ?? new Map())),
  );
  const seesMoney = can(ctx.actor, "message.raw.read");
  const bySource = new Map(reads.map((read) => [read.source.connectionId, read]));
  return {
    odoo: reads.map(({ source, records }) => documentsOf(source, records, seesMoney)),
    linkOf: (event) => {
      const document = documentBehind(event);
      const read = bySource.get(event.connectionId);
      if (!document || !read) return null;
      const { baseUrl, serverVersion } = read.source;
      const record = read.records.get(recordKey(document.model, document.id));
      return {
        name: record ? documentName(record) : `${document.model} ${document.id}`,
        url: record?.deleted ? null : odooDocumentUrl(baseUrl, serverVersion, document.model, document.id),
      };
    },
  };
}

/** The record an event of an Odoo bundle points at. */
function documentBehind({ codeList, at }: RecordedEvent): { model: string; id: number } | null {
  if (!codeList.startsWith("odoo-")) return null;
  const [, model, id] = /^\$\.records\["([a-z0-9_.]+),(\d+)"\]/.exec(at) ?? [];
  return model && id ? { model, id: Number(id) } : null;
}

async function readSource(
  { db, actor: { companyId } }: Context,
  source: DocumentSource,
  named: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<Read> {
  const owner = { companyId, connectionId: source.connectionId };
  const idsOf = (model: string) => [...(named.get(model) ?? [])].slice(0, MOST_DOCUMENTS);
  const [pickings, moves] = [idsOf("stock.picking"), idsOf("account.move")];
  const pointing = async (target: string, ids: readonly number[], model: string, field: string) =>
    (await relationsTo(db, owner, target, { model, field }, ids, MOST_DOCUMENTS)).map(({ to }) => to);
  const [backorders, ...paid] = await Promise.all([
    pointing("stock.picking", pickings, "stock.picking", "backorder_id"),
    pointing("account.move", moves, "account.payment", "invoice_ids"),
    pointing("account.move", moves, "account.payment", "reconciled_invoice_ids"),
    pointing("account.move", moves, "account.payment", "reconciled_bill_ids"),
  ]);
  const ids = new Map([...named.keys()].map((model) => [model, idsOf(model)]));
  ids.set("stock.picking", [...new Set([...pickings, ...backorders])].slice(0, MOST_DOCUMENTS));
  ids.set("account.payment", [...new Set(paid.flat())].slice(0, MOST_DOCUMENTS));
  const records = await mirroredRecords(db, owner, ids);
  return {
    source,
    records: new Map(records.map((record) => [recordKey(record.model, record.odooId), record])),
  };
}

function documentsOf(
  source: DocumentSource,
  records: ReadonlyMap<string, MirroredRecord>,
  seesMoney: boolean,
): OdooDocuments {
  const lines = [...records.values()].flatMap((record) => {
    const url = record.deleted
      ? null
      : odooDocumentUrl(source.baseUrl, source.serverVersion, record.model, record.odooId);
    return documentLine(record, url, seesMoney) ?? [];
  });
  const order = (kind: (typeof lines)[number]["kind"]) => ODOO_DOCUMENT_KINDS.indexOf(kind);
  return {
    connectionId: source.connectionId,
    name: source.name,
    documents: lines.sort((a, b) => order(a.kind) - order(b.kind) || (a.name < b.name ? -1 : 1)),
    unreachableSince: source.unreachableSince === null ? null : Date.parse(source.unreachableSince),
  };
}
