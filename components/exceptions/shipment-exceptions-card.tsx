import Link from "next/link";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import { KindChip } from "./kind-chip";
import { StateText } from "./state-text";

/** What is wrong with a shipment and who is at it; nothing at all when nothing is. */
export function ShipmentExceptionsCard({ rows }: { readonly rows: readonly ExceptionRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card title={rows.length === 1 ? "1 exception" : `${rows.length} exceptions`}>
      <ul className="grid gap-2">
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/exceptions/${row.id}`} prefetch={false} className="hover:underline">
              <KindChip kind={row.kind} severity={row.severity} />{" "}
              <span className="text-ink-2">{row.summary}</span>
            </Link>
            <span className="block text-xs text-ink-3">
              {row.assignee ? `${row.assignee.name}, ` : ""}
              <StateText row={row} />, <RelativeTime at={row.sinceAt} form="age" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
