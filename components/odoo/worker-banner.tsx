import { RelativeTime } from "@/components/ui/relative-time";
import { StaleBanner } from "@/components/ui/stale-banner";

interface WorkerBannerProps {
  /** Null while a worker runs. */
  readonly stale: { readonly workerSeenAt: string | null } | null;
  /** What stands still meanwhile: "Nothing is sent to Odoo right now." */
  readonly children: React.ReactNode;
}

/** Says when no worker runs: what is shown is as it was, and nothing goes on by itself. */
export function WorkerBanner({ stale, children }: WorkerBannerProps) {
  if (!stale) return null;
  return (
    <div className="mt-3.5">
      <StaleBanner>
        <b>{children}</b>{" "}
        {stale.workerSeenAt === null ? (
          "No worker is running."
        ) : (
          <>
            The last worker was seen <RelativeTime at={stale.workerSeenAt} focusable />.
          </>
        )}{" "}
        Everything is kept. Ask IT to start the worker; it goes on where it stopped.
      </StaleBanner>
    </div>
  );
}
