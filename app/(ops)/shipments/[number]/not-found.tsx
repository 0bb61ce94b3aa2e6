import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export default function ShipmentNotFound() {
  return (
    <div className="rounded-card border border-line bg-surface">
      <EmptyState
        title="There is no shipment of that number here"
        action={<LinkButton href="/shipments">Go to shipments</LinkButton>}
      >
        It may belong to another company, or the number is mistyped. Press <kbd>/</kbd> and look up any number
        a customer reads out: order, PRO, BOL, tracking, container.
      </EmptyState>
    </div>
  );
}
