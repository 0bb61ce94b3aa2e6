"use client";

import { Button } from "@/components/ui/button";
import { digestOf } from "@/components/ui/error-digest";
import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

interface GlobalErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** The last net, under the root layout itself: it brings its own document. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Milepost could not start this page</title>
        <main className="mx-auto max-w-xl px-4 py-16">
          <ErrorState
            happened="Milepost could not start this page"
            kept="Nothing was changed or lost: partner messages are taken in and kept whether or not this page works."
            next="Try again in a moment. If it stays like this, give the reference to whoever runs Milepost."
            reference={digestOf(error)}
            action={
              <Button kind="primary" onClick={retry}>
                Try again
              </Button>
            }
          />
        </main>
      </body>
    </html>
  );
}
