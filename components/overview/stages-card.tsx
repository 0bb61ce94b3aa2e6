import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { OverviewPage } from "@/lib/contracts/overview/overview-page";
import { boardHref, readBoardQuery, STAGE_LABELS } from "@/lib/contracts/shipments/board-query";
import { numberText } from "./figure-text";

/** Where the shipments stand that are not over. */
export function StagesCard({ stages, query }: Pick<OverviewPage, "stages" | "query">) {
  const most = Math.max(1, ...stages.map(({ count }) => count));
  const { customer, carrier } = query;
  return (
    <Card title="Shipments by stage" aside={<span className="text-xs text-ink-3">now</span>}>
      <ul className="grid gap-1.5">
        {stages.map(({ stage, count, more }) => (
          <li key={stage} className="grid grid-cols-[8.5rem_3.5rem_minmax(0,1fr)] items-center gap-2">
            <span className="text-ink-2">{STAGE_LABELS[stage]}</span>
            <Link
              className="text-right tabular-nums hover:text-accent"
              href={boardHref(readBoardQuery({ attention: "all", stage, customer, carrier }))}
            >
              {`${numberText(count)}${more ? "+" : ""}`}
            </Link>
            <span className="h-2 rounded-full bg-info" style={{ width: `${(count / most) * 100}%` }} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
