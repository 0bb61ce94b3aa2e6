import type { EventDraft } from "@/lib/domain/event/draft";
import type { ParsedMessage } from "@/lib/domain/message/parsed-message";
import type { DeliveryFacts } from "@/lib/domain/odoo/delivery-facts";
import type { OdooContent } from "../bundle";
import { composeBundle } from "../compose-bundle";
import { odooConnector } from "../connector";
import type { OdooValues } from "../record-values";

/** Order S00012 over ten boots for Aldgate Retail, promised for the 22nd, its delivery WH/OUT/00012 ready to go. */
export const ORDERED: Readonly<Record<string, OdooValues>> = {
  "sale.order,5": {
    name: "S00012",
    state: "sale",
    client_order_ref: "PO-4711",
    partner_id: [30, "Aldgate Retail"],
    partner_shipping_id: [31, "Aldgate Retail, Chicago"],
    date_order: "2026-11-18 08:00:00",
    commitment_date: "2026-11-22 17:00:00",
    create_date: "2026-11-17 09:00:00",
  },
  "sale.order.line,50": { order_id: [5, "S00012"], product_uom_qty: 10 },
  "stock.picking,12": {
    name: "WH/OUT/00012",
    state: "assigned",
    picking_type_code: "outgoing",
    picking_type_id: [2, "Delivery Orders"],
    sale_id: [5, "S00012"],
    partner_id: [31, "Aldgate Retail, Chicago"],
    scheduled_date: "2026-11-20 12:00:00",
    date_deadline: "2026-11-22 17:00:00",
    date_done: false,
    carrier_id: [3, "NordHaul Freight"],
    carrier_tracking_ref: false,
    backorder_id: false,
    return_id: false,
    company_id: [1, "My Company"],
    create_date: "2026-11-18 08:00:01",
  },
  "stock.move,120": {
    picking_id: [12, "WH/OUT/00012"],
    state: "assigned",
    product_uom_qty: 10,
    quantity: 10,
    sale_line_id: [50, "S00012 - Boots"],
  },
  "res.partner,30": { name: "Aldgate Retail", ref: "ALD" },
  "res.partner,31": {
    name: "Aldgate Retail, Chicago",
    city: "Chicago",
    zip: "60601",
    country_code: "US",
    state_id: [14, "Illinois (US)"],
  },
  "res.country.state,14": { code: "IL", name: "Illinois" },
  "stock.picking.type,2": { code: "outgoing", warehouse_id: [1, "Main"] },
  "stock.warehouse,1": { name: "Main", code: "WH", partner_id: [1, "My Company"] },
  "res.partner,1": { name: "My Company", city: "Reno", country_code: "US", state_id: false },
};

type Change = Readonly<Record<string, OdooValues | null>>;

/** Records with these fields changed, added, or (`null`) gone. */
export function changed(
  records: Readonly<Record<string, OdooValues>>,
  change: Change,
): Record<string, OdooValues> {
  const next: Record<string, OdooValues> = { ...records };
  for (const [key, values] of Object.entries(change)) {
    if (values === null) delete next[key];
    else next[key] = { ...next[key], ...values };
  }
  return next;
}

export function contentOf(
  records: Readonly<Record<string, OdooValues>>,
  given: Partial<OdooContent> = {},
): OdooContent {
  return {
    kind: "odoo-delivery",
    database: "erp",
    picking: 12,
    deleted: false,
    validatedMeans: "loaded",
    records: records as OdooContent["records"],
    history: [],
    cut: [],
    ...given,
  };
}

export interface Telling {
  readonly parsed: ParsedMessage;
  readonly told: DeliveryFacts;
  readonly isNews: boolean;
}

/** Composes the content and reads the bundle back through its bytes, as the pipeline does. */
export function tell(
  content: OdooContent,
  before: DeliveryFacts | null = null,
  nowIso = "2026-11-20T12:00:00Z",
): Telling {
  const composed = composeBundle(content, before, nowIso);
  if (!composed) throw new Error("this content has no story");
  const parsed = odooConnector.parse(Buffer.from(JSON.stringify(composed.bundle)), {});
  return { parsed, told: composed.told, isNews: composed.isNews };
}

/** "loaded 2026-11-20T13:05:00Z, note": what an event says, for reading in a test. */
export function said({ milestone, classifier, occurred, note }: EventDraft): string {
  const kind = classifier === "actual" ? milestone : `${classifier} ${milestone}`;
  const time = occurred ? ` ${occurred.local}${occurred.offset ?? ""}` : "";
  return `${kind}${time}${note ? `, ${note}` : ""}`;
}
