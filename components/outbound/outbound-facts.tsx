import Link from "next/link";
import { sizeText } from "@/components/messages/size-text";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { OutboundDetail, OutboundItem } from "@/lib/contracts/outbound/outbound-list";
import { OutboundStateChip, VerdictChip } from "./outbound-chips";
import { ACKNOWLEDGEMENT_WORDS, wayText } from "./outbound-words";

/** Where it goes, what became of it, and why it exists. */
export function OutboundFacts({ detail }: { readonly detail: OutboundDetail }) {
  return (
    <Card title="This message">
      {detail.error && <p className="mb-2 break-words text-bad">{detail.error}</p>}
      <KeyValueList>
        <KeyValue name="State">
          <OutboundStateChip state={detail.state} />
        </KeyValue>
        <KeyValue name="To">
          {detail.connectionSlug ? (
            <Link href={`/connections/${detail.connectionSlug}`} className="text-accent underline">
              {detail.to}
            </Link>
          ) : (
            detail.to
          )}
        </KeyValue>
        <KeyValue name="Way out">{wayText(detail.wayOut)}</KeyValue>
        {detail.verdict && (
          <KeyValue name="Says">
            <VerdictChip verdict={detail.verdict} />
          </KeyValue>
        )}
        <KeyValue name="Acknowledgement">
          {ACKNOWLEDGEMENT_WORDS[detail.acknowledgement]}
          {detail.acknowledgedAt && (
            <>
              , <AbsoluteTime at={detail.acknowledgedAt} />
            </>
          )}
        </KeyValue>
        <KeyValue name="Made">
          <AbsoluteTime at={detail.createdAt} form="full" />
        </KeyValue>
        {detail.fetchedAt && (
          <KeyValue name="Fetched">
            <AbsoluteTime at={detail.fetchedAt} />
          </KeyValue>
        )}
        {detail.sentAt && (
          <KeyValue name="Sent">
            <AbsoluteTime at={detail.sentAt} />
          </KeyValue>
        )}
        <KeyValue name="Size">{sizeText(detail.sizeBytes)}</KeyValue>
        {detail.requestedBy && <KeyValue name="Asked for by">{detail.requestedBy}</KeyValue>}
        <KeyValue name="Operation key" mono>
          <span className="break-all">{detail.operationKey}</span>
        </KeyValue>
      </KeyValueList>
      <CauseLinks item={detail} inReplyTo={detail.inReplyTo} exceptionId={detail.exceptionId} />
    </Card>
  );
}

interface CauseLinksProps {
  readonly item: Pick<OutboundItem, "shipmentId">;
  readonly inReplyTo?: string | null;
  readonly exceptionId?: string | null;
}

/** What made it: the message it answers, the shipment, the exception. */
export function CauseLinks({ item, inReplyTo, exceptionId }: CauseLinksProps) {
  const links = [
    inReplyTo && { href: `/messages/${inReplyTo}`, label: "The message it answers" },
    item.shipmentId && { href: `/shipments/${item.shipmentId}`, label: "The shipment" },
    exceptionId && { href: `/exceptions?open=${exceptionId}`, label: "The exception" },
  ].filter((link) => !!link);
  if (links.length === 0) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-x-3">
      {links.map(({ href, label }) => (
        <Link key={href} href={href} className="text-accent underline">
          {label}
        </Link>
      ))}
    </p>
  );
}
