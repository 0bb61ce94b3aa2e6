import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { ShipmentPage } from "@/lib/contracts/shipments/shipment-page";

interface InvoicesCardProps {
  readonly page: ShipmentPage;
  readonly readMessages: boolean;
}

/** What carriers have billed, as they stated it. Whether it is owed is not decided here. */
export function InvoicesCard({ page, readMessages }: InvoicesCardProps) {
  if (page.invoices.length === 0) return null;
  return (
    <Card title="Carrier invoices received">
      <ul className="grid gap-3">
        {page.invoices.map(({ messageId, number, carrier, invoice }) => (
          <li key={`${messageId} ${number}`}>
            <div className="flex items-baseline justify-between gap-2">
              <span className="min-w-0">
                {readMessages ? (
                  <Link href={`/messages/${messageId}`} className="mono underline">
                    {number}
                  </Link>
                ) : (
                  <span className="mono">{number}</span>
                )}
                <span className="block text-xs text-ink-3">{carrier}</span>
              </span>
              <b className="num">{`${grouped(invoice.total)} ${invoice.currency}`}</b>
            </div>
            {invoice.correction && <Chip tone="warn">{invoice.correction}</Chip>}
            <KeyValueList className="mt-1 text-xs">
              {invoice.charges.map((charge) => (
                <KeyValue key={charge.at} name={chargeName(charge.kind)}>
                  <span title={charge.description}>{grouped(charge.amount)}</span>
                </KeyValue>
              ))}
            </KeyValueList>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** "2722.40" as "2,722.40". The amount stays the decimal text it came as; nothing is rounded. */
function grouped(amount: string): string {
  const [whole = "", fraction] = amount.split(".");
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

function chargeName(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
