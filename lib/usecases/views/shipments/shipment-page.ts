import { selectShipment } from "@/db/queries/shipments/select-shipment";
import { selectShipmentEvents } from "@/db/queries/shipments/select-shipment-events";
import { selectShipmentInvoices } from "@/db/queries/shipments/select-shipment-invoices";
import { selectShipmentReferences } from "@/db/queries/shipments/select-shipment-references";
import type { InvoiceLine, ReferenceLine, ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { REFERENCE_TYPES } from "@/lib/domain/reference/reference";
import { foldShipment } from "@/lib/domain/shipment/fold";
import { glanceOf } from "@/lib/domain/shipment/glance";
import { shipmentTimeline } from "@/lib/domain/shipment/timeline";
import type { Context } from "@/lib/usecases/context";
import { shipmentPromises } from "../clocks/shipment-promises";
import { loadText, pressingAt } from "./board-row";
import { recordedEvent, timelineLine } from "./event-line";
import { shipmentDocuments } from "./odoo-documents";
import { sourceLines } from "./source-lines";

/** More events than a person reads; what lies beyond is said to be missing, not left out in silence. */
const MOST_EVENTS = 2_000;
const MOST_REFERENCES = 200;
const MOST_INVOICES = 50;

/**
 * One shipment's story. Throws NotFoundError when this company has none of that number.
 * A shipment whose first events are still being folded is shown from those it has.
 */
export async function shipmentPage(ctx: Context, number: string): Promise<ShipmentPage> {
  requirePermission(ctx.actor, "shipment.read");
  const { companyId } = ctx.actor;
  const found = await selectShipment(ctx.db, companyId, number);
  if (!found) throw new NotFoundError(`There is no shipment ${number} here. Look it up under Find.`);
  const [rows, references, invoices] = await Promise.all([
    selectShipmentEvents(ctx.db, companyId, found.id, MOST_EVENTS),
    selectShipmentReferences(ctx.db, companyId, found.id, MOST_REFERENCES),
    selectShipmentInvoices(ctx.db, companyId, found.id, MOST_INVOICES),
  ]);
  const events = rows.map(recordedEvent);
  const view = found.view ?? foldShipment(events);
  const [documents, promises] = await Promise.all([
    shipmentDocuments(ctx, events),
    shipmentPromises(ctx, { id: found.id, view, events }),
  ]);
  return {
    id: found.id,
    number: found.number,
    version: found.version ?? 0,
    glance: glanceOf(view),
    load: loadText(view),
    attention: found.attention ?? "on_track",
    pressingAt: found.boardKey === null ? 0 : pressingAt(found.boardKey),
    stops: view.stops,
    disagreements: view.disagreements,
    timeline: shipmentTimeline(events).map((entry) => timelineLine(entry, documents.linkOf)),
    eventCount: Math.max(view.eventCount, events.length),
    readEventCount: events.length,
    references: inReadingOrder(references, found.number),
    sources: sourceLines(events, view.disagreements),
    invoices: invoices.map(invoiceLine),
    odoo: documents.odoo,
    promises,
    readAt: ctx.now().getTime(),
  };
}

type StoredReference = Awaited<ReturnType<typeof selectShipmentReferences>>[number];

/** Ours first, then the carrier's, each number once; the shipment's own number heads the page already. */
function inReadingOrder(stored: readonly StoredReference[], number: string): ReferenceLine[] {
  const order = ["order", "purchase_order", "delivery_note", ...REFERENCE_TYPES];
  return stored
    .filter((reference) => !(reference.type === "shipment" && reference.value === number))
    .map(({ type, value, scope }) => ({ type, value, scope }))
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

type StoredInvoice = Awaited<ReturnType<typeof selectShipmentInvoices>>[number];

function invoiceLine(stored: StoredInvoice): InvoiceLine {
  const { total, currency, charges, correction } = stored.invoice;
  return {
    messageId: stored.messageId,
    number: stored.number,
    carrier: stored.carrier ?? stored.connectionName,
    invoice: { total, currency, charges, ...(correction ? { correction } : {}) },
  };
}
