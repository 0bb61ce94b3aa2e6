import Link from "next/link";
import { OutboundStateChip, VerdictChip } from "@/components/outbound/outbound-chips";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReplyNote } from "@/lib/contracts/messages/message-page";

/** What we answered the sender. */
export function RepliesCard({ replies }: { readonly replies: readonly ReplyNote[] }) {
  return (
    <Card title="Our answer">
      <ul className="grid gap-1.5">
        {replies.map((reply) => (
          <li key={reply.id} className="flex flex-wrap items-center gap-2">
            <Link href={`/outbound/${reply.id}`} className="text-accent underline">
              {reply.kind} <span className="mono">{reply.controlNumber}</span>
            </Link>
            <VerdictChip verdict={reply.verdict} />
            <OutboundStateChip state={reply.state} />
            <span className="ml-auto text-xs text-ink-3">
              <RelativeTime at={reply.createdAt} focusable />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
