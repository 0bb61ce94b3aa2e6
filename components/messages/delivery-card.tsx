import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { Delivery, MessagePage } from "@/lib/contracts/messages/message-page";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { sizeText } from "./size-text";

const TRANSPORTS: Readonly<Record<Delivery["transport"], string>> = {
  http: "Posted to the connection's address",
  file: "Dropped in the folder",
  upload: "Uploaded by hand",
  cli: "Command line",
  pull: "Read from Odoo",
  person: "Entered by a person",
};

interface DeliveryCardProps {
  readonly page: MessagePage;
  readonly linksConnection: boolean;
}

/** How it came in: what proves which bytes are meant, and how to find it in the sender's logs. */
export function DeliveryCard({ page, linksConnection }: DeliveryCardProps) {
  const { delivery, conflictWith, connection } = page;
  return (
    <Card title="Delivery">
      <KeyValueList>
        <KeyValue name="Connection">
          {linksConnection ? (
            <Link href={`/connections/${connection.slug}`} className="text-accent underline">
              {connection.name}
            </Link>
          ) : (
            connection.name
          )}{" "}
          <span className="text-ink-3">({connection.dialect})</span>
        </KeyValue>
        <KeyValue name="Received">
          <AbsoluteTime at={delivery.receivedAt} form="full" />
        </KeyValue>
        <KeyValue name="Way in">{TRANSPORTS[delivery.transport]}</KeyValue>
        <KeyValue name="Size">
          {sizeText(delivery.sizeBytes)}
          {delivery.contentEncoding && `, ${delivery.contentEncoding}`}
        </KeyValue>
        {delivery.fileName && <KeyValue name="File">{delivery.fileName}</KeyValue>}
        {delivery.contentType && (
          <KeyValue name="Content type" mono>
            {delivery.contentType}
          </KeyValue>
        )}
        <KeyValue name="SHA-256" mono>
          <span title={delivery.sha256}>{delivery.sha256.slice(0, 16)}…</span>
          <CopyButton value={delivery.sha256} what="SHA-256" />
        </KeyValue>
        <KeyValue name="Delivery key" mono>
          <span className="break-all" title={delivery.deliveryKey}>
            {shortKey(delivery.deliveryKey)}
          </span>
          <CopyButton value={delivery.deliveryKey} what="delivery key" />
        </KeyValue>
        <KeyValue name="Message id" mono>
          <span className="break-all">{page.id}</span>
          <CopyButton value={page.id} what="message id" />
        </KeyValue>
        {conflictWith && (
          <KeyValue name="Same key as">
            <Link href={`/messages/${conflictWith.id}`} className="text-accent underline">
              {conflictWith.receivedAt ? (
                <>
                  the one of <AbsoluteTime at={conflictWith.receivedAt} />
                </>
              ) : (
                "an earlier message"
              )}
            </Link>
            {conflictWith.state && ` (${MESSAGE_STATES[conflictWith.state].label.toLowerCase()})`}
          </KeyValue>
        )}
        {page.outcome && (
          <KeyValue name="Read">
            <AbsoluteTime at={page.outcome.processedAt} />
            {page.outcome.attempts > 1 && `, ${page.outcome.attempts} times`}
          </KeyValue>
        )}
      </KeyValueList>
      {delivery.headers.length > 0 && <Headers headers={delivery.headers} />}
    </Card>
  );
}

/** A key that is the hash of the bytes says no more than the hash above it. */
function shortKey(key: string): string {
  if (key.startsWith("sha256:")) return "the bytes themselves";
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}

function Headers({ headers }: Pick<Delivery, "headers">) {
  return (
    <details className="mt-2.5 border-t border-line pt-2">
      <summary className="text-ink-2">{headers.length} headers kept</summary>
      <KeyValueList className="mt-1.5">
        {headers.map(([name, value]) => (
          <KeyValue key={name} name={<span className="mono">{name}</span>} mono>
            <span className="break-all">{value}</span>
          </KeyValue>
        ))}
      </KeyValueList>
    </details>
  );
}
