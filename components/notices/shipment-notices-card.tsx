import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ShipmentNotice } from "@/lib/contracts/notices/notice-list";
import { STATE_WORDS } from "./notice-words";

/** What the customer was told of one shipment, newest first. Nothing is shown where nothing was. */
export function ShipmentNoticesCard({ rows }: { readonly rows: readonly ShipmentNotice[] }) {
  if (rows.length === 0) return null;
  return (
    <Card title="Told the customer">
      <ul className="grid gap-2.5">
        {rows.map((row) => (
          <li key={row.id} className="flex items-start justify-between gap-2">
            <details className="min-w-0">
              <summary className="cursor-pointer break-words">
                {row.title}
                <span className="block text-xs break-words text-ink-3">
                  {row.to}, <RelativeTime at={row.at} focusable />
                </span>
                {row.state !== "sent" && row.error && (
                  <span className="block text-xs text-bad">{row.error}</span>
                )}
              </summary>
              <p className="mt-1 text-xs break-words whitespace-pre-wrap text-ink-2">{row.body}</p>
            </details>
            <Chip tone={STATE_WORDS[row.state].tone}>{STATE_WORDS[row.state].label}</Chip>
          </li>
        ))}
      </ul>
    </Card>
  );
}
