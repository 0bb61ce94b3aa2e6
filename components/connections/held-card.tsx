"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { sizeText } from "@/components/messages/size-text";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { letThrough } from "@/lib/actions/connections/connections";
import type { HeldMessageDto } from "@/lib/contracts/connections/connection-health";
import { ReasonDialog } from "./reason-dialog";

interface HeldCardProps {
  readonly connectionId: string;
  readonly held: readonly HeldMessageDto[];
  readonly waiting: number;
  readonly mayManage: boolean;
}

/** The next in the queue of a paused connection, each of which may be let through before the others. */
export function HeldCard({ connectionId, held, waiting, mayManage }: HeldCardProps) {
  const [chosen, setChosen] = useState<HeldMessageDto | null>(null);
  const toast = useToast();
  const router = useRouter();
  return (
    <Card
      flush
      title="Held back, next first"
      aside={
        <Link
          href={`/messages?tab=all&state=held&connection=${connectionId}`}
          className="text-accent underline"
        >
          All {waiting.toLocaleString("en")}
        </Link>
      }
    >
      <Table label="Messages held back">
        <TableHead>
          <HeadCell>Message</HeadCell>
          <HeadCell numeric>Received</HeadCell>
          <HeadCell numeric>Size</HeadCell>
          <HeadCell>
            <VisuallyHidden>Let through</VisuallyHidden>
          </HeadCell>
        </TableHead>
        <tbody>
          {held.map((message) => (
            <Row key={message.id}>
              <Cell>
                <Link href={`/messages/${message.id}`} className="mono text-accent underline">
                  …{message.id.slice(-12)}
                </Link>
              </Cell>
              <Cell label="Received" numeric>
                <RelativeTime at={message.receivedAt} />
              </Cell>
              <Cell label="Size" numeric>
                {sizeText(message.sizeBytes)}
              </Cell>
              <Cell className="text-right">
                {message.isQueued && "Is being read"}
                {mayManage && !message.isQueued && (
                  <Button
                    aria-label={`Let the message ending ${message.id.slice(-12)} through`}
                    onClick={() => setChosen(message)}
                  >
                    Let through
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {chosen && (
        <ReasonDialog
          title="Let one message through"
          effect="It is read now, before those that came earlier. The others go on waiting."
          button="Let through"
          run={(reason) => letThrough({ messageId: chosen.id, expectedVersion: chosen.version, reason })}
          onDone={() => {
            toast("ok", "It is being read.");
            setChosen(null);
            router.refresh();
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </Card>
  );
}
