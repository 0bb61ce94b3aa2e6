import type { StoredUnbilled, UnbilledPosition } from "@/db/queries/billing/select-unbilled";
import type { UnbilledLine } from "@/lib/contracts/billing/unbilled-page";
import { type BillingTerms, ownerOf } from "@/lib/domain/billing/terms";
import { isBlocker } from "@/lib/domain/billing/unbilled";
import { odooDocumentUrl } from "@/lib/domain/odoo/document-url";

/** A row as the screen shows it. */
export function unbilledLine(row: StoredUnbilled, terms: BillingTerms): UnbilledLine {
  const { baseUrl, serverVersion, orderId, standing } = row;
  const document = (model: string, id: number, text: string) => ({
    text,
    href: odooDocumentUrl(baseUrl, serverVersion, model, id),
  });
  return {
    key: `${row.connectionId} ${orderId} ${row.part} ${row.currency}`,
    order: document("sale.order", orderId, row.orderName),
    ...{ part: row.part, customer: row.customer === "" ? null : row.customer },
    ...{ currency: row.currency, amountMinor: row.amountMinor },
    ...{ companyCurrency: row.companyCurrency, companyAmountMinor: row.companyAmountMinor, rate: row.rate },
    standing,
    also: row.blockers.filter((blocker) => blocker !== standing),
    ownerRole: isBlocker(standing) ? ownerOf(standing, terms) : null,
    sinceAt: iso(row.sinceAt),
    clockStartAt: row.clockStartAt === null ? null : iso(row.clockStartAt),
    ...{ lines: row.lines, deliveries: row.deliveries },
    drafts: row.moveIds.map((id) =>
      document("account.move", id, row.part === "credit_draft" ? "Draft credit note" : "Draft invoice"),
    ),
  };
}

/** The place of a row in its list, for the address. */
export function cursorOf({ sinceAt, connectionId, orderId, part, currency }: StoredUnbilled): string {
  return [sinceAt, connectionId, orderId, part, currency].join("~");
}

export function positionOf(cursor: string | undefined): UnbilledPosition | undefined {
  const [at = "", connectionId = "", orderId = "", part = "", currency = ""] = cursor?.split("~") ?? [];
  return Number.isNaN(Date.parse(at))
    ? undefined
    : { at, connectionId, orderId: Number(orderId), part, currency };
}

const iso = (text: string) => new Date(text).toISOString();
