import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { OutboundRow } from "@/lib/contracts/messages/outbound-list";
import { OutboundStateChip, VerdictChip } from "./outbound-table";
import { sizeText } from "./size-text";

export function OutboundFacts({ row }: { readonly row: OutboundRow }) {
  return (
    <Card title="Answer">
      <KeyValueList>
        <KeyValue name="Verdict">
          <VerdictChip verdict={row.verdict} />
        </KeyValue>
        <KeyValue name="State">
          <OutboundStateChip state={row.state} />
        </KeyValue>
        <KeyValue name="To">{row.connection.name}</KeyValue>
        {row.inReplyTo && (
          <KeyValue name="In reply to">
            <Link href={`/messages/${row.inReplyTo}`} className="text-accent underline">
              the message
            </Link>
          </KeyValue>
        )}
        <KeyValue name="Control number" mono>
          {row.controlNumber}
        </KeyValue>
        <KeyValue name="Made">
          <AbsoluteTime at={row.createdAt} form="full" />
        </KeyValue>
        <KeyValue name="Fetched">{row.fetchedAt ? <AbsoluteTime at={row.fetchedAt} /> : "not yet"}</KeyValue>
        <KeyValue name="Size">{sizeText(row.sizeBytes)}</KeyValue>
      </KeyValueList>
    </Card>
  );
}
