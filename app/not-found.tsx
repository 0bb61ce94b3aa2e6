import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="mx-auto max-w-xl px-4 py-16">
      <EmptyState
        title="There is nothing at this address"
        action={
          <LinkButton href="/shipments" kind="primary">
            Go to shipments
          </LinkButton>
        }
      >
        The link may be cut off, or what it names belongs to another company. Nothing was changed. Every
        number a customer reads out can be looked up in the Find box.
      </EmptyState>
    </div>
  );
}
