import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not for your role" };

export default function Forbidden() {
  return (
    <div className="mx-auto max-w-xl px-4 py-16">
      <EmptyState
        title="Your role does not include this page"
        action={
          <LinkButton href="/shipments" kind="primary">
            Go to shipments
          </LinkButton>
        }
      >
        Nothing was changed. If you need it for your work, ask an admin to change your role under People.
      </EmptyState>
    </div>
  );
}
