import Link from "next/link";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FoundMessage } from "@/lib/contracts/shipments/find-result";
import { REFERENCE_LABELS } from "@/lib/contracts/shipments/shipment-page";

/** Messages that name a number no shipment carries yet: the partner has told something, and it waits. */
export function WaitingMessages({ messages }: { readonly messages: readonly FoundMessage[] }) {
  return (
    <Card title="Messages that wait for this number">
      <p className="text-ink-2">
        No shipment carries it yet. They attach by themselves when one does; a person can attach them by hand.
      </p>
      <ul className="mt-2 grid gap-1.5">
        {messages.map((message) => (
          <li
            key={`${message.messageId} ${message.lookup} ${message.type}`}
            className="flex flex-wrap items-baseline justify-between gap-x-3"
          >
            <span className="min-w-0">
              <Link href={`/messages/${message.messageId}`} className="font-medium underline">
                {message.documents || "Message"}
              </Link>
              {` from ${message.connectionName}, ${REFERENCE_LABELS[message.type]} `}
              <span className="mono break-all">{message.lookup}</span>
            </span>
            <span className="text-xs text-ink-3">
              waiting since <RelativeTime at={new Date(message.sinceAt).toISOString()} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
