import { DueTime } from "@/components/ui/due-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { StaleBanner } from "@/components/ui/stale-banner";
import type { OdooDetail, OdooKey } from "@/lib/contracts/odoo/odoo-page";
import { isPressing } from "./server-card";

/** What someone must do soon or should know at once: keys that end, an Odoo that is away. */
export function PressingBanners({ odoo }: { readonly odoo: OdooDetail }) {
  const { breaker } = odoo;
  return (
    <div className="mt-3.5 grid gap-2.5 empty:hidden">
      {breaker.state === "open" && (
        <StaleBanner>
          <b>Odoo does not answer, so it is not asked.</b> {breaker.error} What is shown is as it was; writes
          wait in order.{" "}
          {breaker.retryAt && (
            <>
              The next try is <DueTime at={breaker.retryAt} />.
            </>
          )}
        </StaleBanner>
      )}
      <KeyBanner what="reading" of={odoo.reader} />
      <KeyBanner what="writing" of={odoo.actor} />
    </div>
  );
}

function KeyBanner({ what, of: key }: { readonly what: string; readonly of: OdooKey | null }) {
  if (!key?.expiresAt || !isPressing(key)) return null;
  const isOver = (key.daysLeft ?? 0) < 0;
  return (
    <StaleBanner>
      <b>
        The key for {what} {isOver ? "has expired" : "expires soon"}
      </b>{" "}
      (<RelativeTime at={key.expiresAt} focusable />
      ).{" "}
      {isOver
        ? `Until there is a new one, ${what} stands still.`
        : "Set up again to make a new one; nothing stops meanwhile."}
    </StaleBanner>
  );
}
