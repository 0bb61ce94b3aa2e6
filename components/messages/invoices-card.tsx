import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { InvoiceNote } from "@/lib/contracts/messages/message-page";

/** Carrier invoices the message states; totals as the carrier wrote them. */
export function InvoicesCard({ invoices }: { readonly invoices: readonly InvoiceNote[] }) {
  return (
    <Card title={invoices.length === 1 ? "Carrier invoice" : `${invoices.length} carrier invoices`}>
      <KeyValueList>
        {invoices.map((invoice, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one number may stand twice in a message
          <KeyValue key={place} name={<span className="mono">{invoice.number}</span>}>
            {invoice.total} {invoice.currency}
            {invoice.carrier && <span className="block text-xs text-ink-3">{invoice.carrier}</span>}
          </KeyValue>
        ))}
      </KeyValueList>
    </Card>
  );
}
