import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import { isSettled } from "./exception-words";
import { KindChip } from "./kind-chip";
import { StateText } from "./state-text";

/** Other things wrong with the same shipment: often one call settles several. */
export function RelatedList({ rows }: { readonly rows: readonly ExceptionRow[] }) {
  return (
    <ul className="grid gap-2">
      {rows.map((row) => (
        <li key={row.id} className="flex flex-wrap items-baseline justify-between gap-x-2">
          <Link href={`/exceptions/${row.id}`} prefetch={false} className="min-w-0 hover:underline">
            <KindChip kind={row.kind} severity={row.severity} settled={isSettled(row.state)} />{" "}
            <span className="text-ink-2">{row.summary}</span>
          </Link>
          <span className="text-xs text-ink-3">
            <StateText row={row} />, <RelativeTime at={row.sinceAt} form="age" />
          </span>
        </li>
      ))}
    </ul>
  );
}
