import { RelativeTime } from "@/components/ui/relative-time";
import { StaleBanner } from "@/components/ui/stale-banner";
import type { PipelineLag } from "@/lib/contracts/messages/message-list";
import { countText } from "./count-text";

/** Says when messages come in faster than they are read, or are not being read at all. Nothing is lost meanwhile. */
export function LagBanner({ lag }: { readonly lag: PipelineLag }) {
  if (lag.workerIsMissing) {
    return (
      <Banner>
        <b>Messages are taken in and kept, but not read right now:</b>{" "}
        {lag.workerSeenAt === null ? (
          "no worker is running."
        ) : (
          <>
            the last worker was seen <RelativeTime at={lag.workerSeenAt} />.
          </>
        )}{" "}
        <Waiting lag={lag} /> Ask IT to start the worker; it goes on where it stopped.
      </Banner>
    );
  }
  if (!lag.isBehind) return null;
  return (
    <Banner>
      <b>Reading is behind.</b> <Waiting lag={lag} /> They are kept and read in order; nothing needs to be
      done.
    </Banner>
  );
}

function Banner({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="mb-3.5">
      <StaleBanner>{children}</StaleBanner>
    </div>
  );
}

function Waiting({ lag: { waiting, oldestAt } }: { readonly lag: PipelineLag }) {
  if (waiting.count === 0 || oldestAt === null) return "No message waits.";
  return (
    <>
      {countText(waiting)} {waiting.count === 1 ? "message waits" : "messages wait"}, the oldest came in{" "}
      <RelativeTime at={oldestAt} />.
    </>
  );
}
