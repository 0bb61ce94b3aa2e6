import { RelativeTime } from "@/components/ui/relative-time";
import type { RunRowDto } from "@/lib/contracts/flows/run-list";

/** What happens next to a run, and when. */
export function RunNext({ state, nextAt, tries }: Pick<RunRowDto, "state" | "nextAt" | "tries">) {
  if (state === "retrying" && nextAt)
    return (
      <>
        {tries} {tries === 1 ? "failure" : "failures"} in a row, next try <RelativeTime at={nextAt} />
      </>
    );
  if ((state === "waiting" || state === "held") && nextAt)
    return (
      <>
        looked at again <RelativeTime at={nextAt} />
      </>
    );
  if (state === "queued") return <>taken up by the next free worker</>;
  return null;
}
