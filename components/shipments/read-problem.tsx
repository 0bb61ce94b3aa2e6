"use client";

import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { StaleBanner } from "@/components/ui/stale-banner";
import { useTimeZone } from "@/components/ui/time-zone";
import { ReadError } from "@/lib/client/read-json";
import { hourText } from "@/lib/domain/shipment/wall-clock";

interface ReadProblemProps {
  readonly error: Error | null;
  /** When what is still shown was read. */
  readonly shownAt: number;
  readonly onRetry: () => void;
}

/** Over data that could not be read again: what is shown stays, and says how old it is. */
export function ReadProblem({ error, shownAt, onRetry }: ReadProblemProps) {
  const zone = useTimeZone();
  if (!error) return null;
  const signedOut = error instanceof ReadError && error.code === "unauthenticated";
  return (
    <div className="mb-3">
      <StaleBanner
        action={
          signedOut ? (
            <LinkButton href="/sign-in">Sign in</LinkButton>
          ) : (
            <Button onClick={onRetry}>Try again</Button>
          )
        }
      >
        {`Showing data of ${hourText(shownAt, zone)}. `}
        {error instanceof ReadError ? error.message : "It could not be read again."}
      </StaleBanner>
    </div>
  );
}
