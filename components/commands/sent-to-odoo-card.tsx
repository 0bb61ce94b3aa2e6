import Link from "next/link";
import { OdooLink } from "@/components/odoo/odoo-link";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CommandRow } from "@/lib/contracts/commands/command-list";
import { COMMAND_KIND_WORDS } from "@/lib/contracts/commands/command-words";
import { CommandStateChip } from "./command-state-chip";

/** What was written to Odoo for one shipment, newest first. Nothing is shown where nothing was. */
export function SentToOdooCard({ rows }: { readonly rows: readonly CommandRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card title="Sent to Odoo">
      <ul className="grid gap-2.5">
        {rows.map((row) => (
          <li key={row.id} className="flex items-start justify-between gap-2">
            <span className="min-w-0">
              <Link href={`/commands/${row.id}`} className="underline">
                {COMMAND_KIND_WORDS[row.kind]}
              </Link>
              <span className="block text-xs text-ink-3">
                <OdooLink document={row.result ?? row.document} />,{" "}
                <RelativeTime at={row.requestedAt} focusable />
              </span>
            </span>
            <CommandStateChip state={row.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
