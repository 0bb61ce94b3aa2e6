import { OdooLink } from "@/components/odoo/odoo-link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type {
  OdooDocumentKind,
  OdooDocumentLine,
  OdooDocuments,
} from "@/lib/contracts/shipments/odoo-documents";

const KINDS: Readonly<Record<OdooDocumentKind, string>> = {
  order: "Order",
  purchase_order: "Purchase order",
  delivery: "Delivery",
  receipt: "Receipt",
  backorder: "Backorder",
  return: "Return",
  invoice: "Invoice",
  credit_note: "Credit note",
  vendor_bill: "Vendor bill",
  payment: "Payment",
};

/** The documents behind a shipment in one Odoo, each with its state there and the way to Odoo's own screen. */
export function OdooCard({
  odoo,
  shownMoney,
}: {
  readonly odoo: OdooDocuments;
  readonly shownMoney: boolean;
}) {
  return (
    <Card
      title={`In ${odoo.name}`}
      aside={odoo.unreachableSince !== null && <Chip tone="warn">not answering</Chip>}
    >
      {odoo.unreachableSince !== null && (
        <p className="mb-2 text-xs text-ink-2">
          {"It has not answered since "}
          <RelativeTime at={new Date(odoo.unreachableSince).toISOString()} />
          {". Shown is what was read before; events go on being recorded."}
        </p>
      )}
      {odoo.documents.length === 0 && (
        <p className="text-ink-2">Its documents are not read yet. They appear here by themselves.</p>
      )}
      <ul className="grid gap-2">
        {odoo.documents.map((document) => (
          <li key={document.key}>
            <Document document={document} />
          </li>
        ))}
      </ul>
      {!shownMoney && odoo.documents.length > 0 && (
        <p className="mt-2 text-xs text-ink-3">Amounts are shown to those who may read raw messages.</p>
      )}
    </Card>
  );
}

function Document({ document }: { readonly document: OdooDocumentLine }) {
  const { kind, name, state, isDone, day, amount, url, gone } = document;
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span className="mono min-w-0 break-all">
          <OdooLink document={{ text: name, href: url }} />
        </span>
        <Chip tone={gone ? "bad" : isDone ? "ok" : "neutral"}>{state}</Chip>
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-2 text-xs text-ink-3">
        <span>
          {KINDS[kind]}
          {day && `, ${day}`}
        </span>
        {amount && <span className="num text-ink-2">{amount}</span>}
      </div>
    </>
  );
}
