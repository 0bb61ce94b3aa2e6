import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

interface NotSetUpProps {
  readonly slug: string;
  readonly mayManage: boolean;
}

/** An Odoo connection that names no Odoo yet. */
export function NotSetUp({ slug, mayManage }: NotSetUpProps) {
  return (
    <Card className="mt-3.5">
      <EmptyState
        title="No Odoo is connected here yet"
        action={
          mayManage && (
            <LinkButton kind="primary" href={`/connections/${slug}/set-up`}>
              Go to the set-up
            </LinkButton>
          )
        }
      >
        {mayManage
          ? "The guided set-up asks for an administrator of Odoo once; then the first load begins by itself."
          : "IT sets it up; then the first load begins by itself."}
      </EmptyState>
    </Card>
  );
}
