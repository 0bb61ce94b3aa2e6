import { countText } from "@/components/messages/count-text";
import type { ExceptionList } from "@/lib/contracts/exceptions/exception-list";

/** "23 open, 9 mine. 142 failures share 2 causes." Only causes with more than one failure are told. */
export function headSentence({ counts, groups }: Pick<ExceptionList, "counts" | "groups">): string {
  const shared = groups.filter((group) => group.openCount > 1);
  const failures = shared.reduce((sum, group) => sum + group.openCount, 0);
  const open = `${counts.open.toLocaleString("en")} open, ${countText(counts.mine)} mine.`;
  if (shared.length === 0) return open;
  const causes = shared.length === 1 ? "one cause" : `${shared.length} causes`;
  return `${open} ${failures.toLocaleString("en")} failures share ${causes}.`;
}
