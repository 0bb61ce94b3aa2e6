import { WorkerBanner } from "@/components/odoo/worker-banner";
import { RelativeTime } from "@/components/ui/relative-time";
import { StaleBanner } from "@/components/ui/stale-banner";
import type { StockList } from "@/lib/contracts/stock/stock-list";
import { ODOO_STATE_WORDS } from "./stock-words";

/** What keeps the list from being of now: no worker, or an Odoo that is not read. */
export function StockNotices({ odoos, workerMissing }: Pick<StockList, "odoos" | "workerMissing">) {
  return (
    <>
      <WorkerBanner stale={workerMissing && { workerSeenAt: workerMissing.seenAt }}>
        Stock is not compared right now.
      </WorkerBanner>
      {odoos.map(({ id, name, state, readAt }) => {
        const words = ODOO_STATE_WORDS[state];
        if (words === null) return null;
        return (
          <div key={id} className="mt-3.5">
            <StaleBanner>
              <b>{name}:</b> {words}{" "}
              {readAt !== null && (
                <>
                  Last read <RelativeTime at={readAt} focusable />.
                </>
              )}
            </StaleBanner>
          </div>
        );
      })}
    </>
  );
}
