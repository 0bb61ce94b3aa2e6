import Link from "next/link";
import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import { nextStep, refusedText, refusedTotal, waitingText } from "./connection-words";

/** What came in within 24 hours, what was turned away and why, and what waits. */
export function TodayCard({ page }: { readonly page: ConnectionPage }) {
  const { day } = page;
  const next = nextStep(page);
  const refused = refusedTotal(day);
  return (
    <Card title="Last 24 hours" aria-label="Last 24 hours">
      {next && <p className="mb-2">{next}</p>}
      <KeyValueList>
        <KeyValue name="Last message">
          {page.lastMessageAt ? <RelativeTime at={page.lastMessageAt} focusable /> : "never"}
        </KeyValue>
        <KeyValue name="Taken in">{day.accepted.toLocaleString("en")}</KeyValue>
        <KeyValue name="Known already">{day.repeated.toLocaleString("en")}</KeyValue>
        <KeyValue name="Conflicting">{day.conflicting.toLocaleString("en")}</KeyValue>
        <KeyValue name="Turned away">
          {refused.toLocaleString("en")}
          {refused > 0 && <span className="block text-xs text-bad">{refusedText(day)}</span>}
        </KeyValue>
        <KeyValue name="Waiting for a person">
          {page.waiting > 0 ? (
            <Link href={`/messages?connection=${page.id}`} className="text-accent underline">
              {waitingText(page.waiting)}
            </Link>
          ) : (
            "0"
          )}
        </KeyValue>
        {page.oldestWaitingAt && (
          <KeyValue name="Oldest of these">
            <RelativeTime at={page.oldestWaitingAt} focusable />
          </KeyValue>
        )}
      </KeyValueList>
      <p className="mt-2">
        <Link href={`/messages?tab=all&connection=${page.id}`} className="text-accent underline">
          All its messages
        </Link>
      </p>
    </Card>
  );
}
