import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { StockList } from "@/lib/contracts/stock/stock-list";
import { stockHref } from "@/lib/contracts/stock/stock-query";

/** Nothing to show, and whether that is good news. */
export function EmptyStock({ query, warehouses, odoos }: Pick<StockList, "query" | "warehouses" | "odoos">) {
  const { tab, ...narrowing } = query;
  return (
    <Card>
      {Object.values(narrowing).some((value) => value !== undefined) ? (
        <EmptyState
          title="No difference matches these filters"
          action={<LinkButton href={stockHref({ tab })}>Clear the filters</LinkButton>}
        >
          Take a filter away to see more.
        </EmptyState>
      ) : odoos.length === 0 ? (
        <NotSetUp title="No Odoo is connected">
          Connect an Odoo, and each warehouse's stock is compared with it.
        </NotSetUp>
      ) : warehouses.every(({ statedAt }) => statedAt === null) ? (
        <NotSetUp title="No warehouse has stated its stock yet">
          Add a connection that speaks CSV stock lists or JSON stock webhooks. Its first list is compared
          within seconds.
        </NotSetUp>
      ) : tab === "open" ? (
        <EmptyState
          title="Odoo and the warehouses agree"
          action={<LinkButton href={stockHref({ tab: "closed" })}>See what was closed</LinkButton>}
        >
          A difference beyond the tolerance shows here once it has lasted its grace, and leaves by itself.
        </EmptyState>
      ) : (
        <EmptyState title="Nothing was closed in the last 30 days">
          Differences that were open and are no more show here.
        </EmptyState>
      )}
    </Card>
  );
}

function NotSetUp({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <EmptyState title={title} action={<LinkButton href="/connections">See the connections</LinkButton>}>
      {children}
    </EmptyState>
  );
}
