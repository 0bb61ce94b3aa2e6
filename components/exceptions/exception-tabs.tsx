import { countText } from "@/components/messages/count-text";
import { Tabs } from "@/components/ui/tabs";
import type { ExceptionCounts } from "@/lib/contracts/exceptions/exception-list";
import {
  EXCEPTION_TABS,
  type ExceptionQuery,
  type ExceptionTab,
  exceptionsHref,
} from "@/lib/contracts/exceptions/exception-query";
import { TAB_WORDS } from "./exception-words";

interface ExceptionTabsProps {
  readonly query: ExceptionQuery;
  readonly counts: ExceptionCounts;
}

/** Where an exception stands. Other filters stay when the tab changes; the numbers are those without filters. */
export function ExceptionTabs({ query, counts }: ExceptionTabsProps) {
  const tabs = EXCEPTION_TABS.map((tab) => ({
    href: exceptionsHref(query, { tab }),
    current: query.tab === tab,
    label: (
      <>
        {TAB_WORDS[tab]}
        <span className="tabular-nums">{tabCount(counts, tab)}</span>
      </>
    ),
  }));
  return <Tabs label="Exceptions" tabs={tabs} />;
}

function tabCount(counts: ExceptionCounts, tab: ExceptionTab): string {
  if (tab === "resolved") return countText(counts.resolvedToday);
  if (tab === "mine" || tab === "unassigned") return countText(counts[tab]);
  return counts[tab].toLocaleString("en");
}
