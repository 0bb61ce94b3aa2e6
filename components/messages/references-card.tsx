import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { NamedReference } from "@/lib/contracts/messages/message-page";
import { REFERENCE_LABELS } from "@/lib/contracts/shipments/shipment-page";

/** The numbers the message names, and which shipments carry them now. */
export function ReferencesCard({ references }: { readonly references: readonly NamedReference[] }) {
  return (
    <Card title="References">
      <KeyValueList>
        {references.map((reference) => (
          <KeyValue key={`${reference.type} ${reference.value}`} name={REFERENCE_LABELS[reference.type]}>
            <span className="mono break-all">{reference.value}</span>
            <span className="mt-0.5 block text-xs text-ink-3">
              {reference.isAwaited && <Chip tone="warn">Awaited</Chip>}{" "}
              {!reference.isAwaited && reference.shipments.length === 0 && "no shipment carries it"}
              {reference.shipments.map((shipment, place) => (
                <span key={shipment.id}>
                  {place > 0 && ", "}
                  <Link href={`/shipments/${shipment.number}`} className="text-accent underline">
                    {shipment.number}
                  </Link>
                  {shipment.as && ` as ${REFERENCE_LABELS[shipment.as].toLowerCase()}`}
                </span>
              ))}
            </span>
          </KeyValue>
        ))}
      </KeyValueList>
    </Card>
  );
}
