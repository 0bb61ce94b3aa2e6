import { countText } from "@/components/messages/count-text";
import type { ExceptionList } from "@/lib/contracts/exceptions/exception-list";

type Matched = Pick<ExceptionList, "query" | "rows" | "older" | "newer" | "counts">;

/** " 23" where the number is known without counting anew: the whole list fits, or nothing but the tab narrows it. Else "". */
export function matchText({ query, rows, older, newer, counts }: Matched): string {
  if (!older && !newer) return ` ${rows.length.toLocaleString("en")}`;
  const { tab, after: _after, before: _before, ...narrowing } = query;
  if (Object.values(narrowing).some((value) => value !== undefined)) return "";
  if (tab === "resolved") return ` ${countText(counts.resolvedToday)}`;
  if (tab === "mine" || tab === "unassigned") return ` ${countText(counts[tab])}`;
  return ` ${counts[tab].toLocaleString("en")}`;
}
