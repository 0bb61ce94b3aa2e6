import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

export function NoConnections({ mayManage }: { readonly mayManage: boolean }) {
  return (
    <Card>
      <EmptyState title="No partner is connected yet">
        {mayManage
          ? "Add a connection for each partner or system that sends messages. It gets an address, a secret of its own and limits."
          : "IT adds a connection for each partner or system that sends messages."}
      </EmptyState>
    </Card>
  );
}
