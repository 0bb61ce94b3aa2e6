"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { digestOf } from "@/components/ui/error-digest";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <div className="mx-auto max-w-xl px-4 py-10">
      <ErrorState
        happened="This page could not be shown"
        kept="Nothing was changed or lost: partner messages are taken in and kept whether or not this page works."
        next="Try again. If it stays like this, give the reference to whoever runs Milepost; it is in the log."
        reference={digestOf(error)}
        action={
          <>
            <Button kind="primary" onClick={retry}>
              Try again
            </Button>
            <LinkButton href="/shipments">Go to shipments</LinkButton>
          </>
        }
      />
    </div>
  );
}
