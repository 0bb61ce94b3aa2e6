import Link from "next/link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { traceHref } from "@/lib/contracts/trace/trace-href";
import type { TraceFound } from "@/lib/contracts/trace/trace-page";

/** What a search may mean, each one to be traced. */
export function TraceChoices({ found }: { readonly found: TraceFound | null }) {
  if (found === null) {
    return (
      <Frame>
        <EmptyState title="Trace anything from bytes to effect">
          Type a number a customer reads out, an id or a W3C trace id. Messages, shipment events, exceptions
          and Odoo writes have a Trace link of their own.
        </EmptyState>
      </Frame>
    );
  }
  if (found.choices.length === 0) {
    return (
      <Frame>
        <EmptyState title={found.tooShort ? "That is too short to look up" : "Nothing here goes by that"}>
          {found.tooShort
            ? "At least three letters or digits. Spaces, dashes and case do not matter."
            : `“${found.q}” was looked up as a trace id, as an id and in every kind of reference.`}
        </EmptyState>
      </Frame>
    );
  }
  return (
    <Card flush title={`“${found.q}” may be`} className="mt-3.5">
      <ul>
        {found.choices.map(({ from, title, detail }) => (
          <li key={from} className="border-b border-line px-4 py-2 last:border-b-0">
            <Link href={traceHref({ from })} className="text-accent underline">
              {title}
            </Link>{" "}
            <span className="text-ink-3">{detail}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Frame({ children }: { readonly children: React.ReactNode }) {
  return <div className="mt-3.5 rounded-card border border-line bg-surface">{children}</div>;
}
