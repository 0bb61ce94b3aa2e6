import { DueTime } from "@/components/ui/due-time";
import type { CommandRow } from "@/lib/contracts/commands/command-list";

type Next = Pick<CommandRow, "state" | "nextTryAt" | "attempts">;

/** What happens to a write next, by itself or by a person. Nothing is said of what is done. */
export function CommandNext({ state, nextTryAt, attempts }: Next) {
  switch (state) {
    case "uncertain":
      return (
        <>
          looked up before it is sent again
          {nextTryAt && (
            <>
              , <DueTime at={nextTryAt} />
            </>
          )}
        </>
      );
    case "rejected":
      return <>waits for a person</>;
    case "sent":
      return <>waits for Odoo's answer</>;
    case "pending":
      if (!nextTryAt) return <>waits for its turn</>;
      return (
        <>
          {attempts > 0 ? "goes out again" : "goes out"} <DueTime at={nextTryAt} />
        </>
      );
    default:
      return null;
  }
}
