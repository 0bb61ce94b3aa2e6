import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OutboundTry } from "@/lib/contracts/outbound/outbound-list";

/** Each try and what came of it, the newest first. */
export function TriesCard({ tries }: { readonly tries: readonly OutboundTry[] }) {
  return (
    <Card title="Tries">
      {tries.length === 0 && <p className="text-ink-3">It was not tried yet.</p>}
      <ol aria-label="Tries" className="grid gap-2">
        {tries.toReversed().map((each) => (
          <li key={`${each.at} ${each.outcome}`} className="break-words">
            <RelativeTime at={each.at} focusable /> <span>{each.outcome}</span>
            {each.error && <span className="block text-xs text-bad">{each.error}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
