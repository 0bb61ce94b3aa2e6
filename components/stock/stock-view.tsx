import { countText } from "@/components/messages/count-text";
import { FilterPill } from "@/components/ui/filter-pill";
import { Pagination } from "@/components/ui/pagination";
import type { StockList } from "@/lib/contracts/stock/stock-list";
import { stockHref } from "@/lib/contracts/stock/stock-query";
import { EmptyStock } from "./empty-stock";
import { StockFilters } from "./stock-filters";
import { StockNotices } from "./stock-notices";
import { StockTable } from "./stock-table";
import { WarehouseWords } from "./warehouse-words";

/** Where Odoo's stock and the warehouses' differ, who said what last, and what keeps it from being of now. */
export function StockView({ list }: { readonly list: StockList }) {
  const { query, rows } = list;
  return (
    <>
      <StockNotices odoos={list.odoos} workerMissing={list.workerMissing} />
      <WarehouseWords warehouses={list.warehouses} />
      <nav aria-label="Open or closed" className="mt-3.5 flex flex-wrap gap-2.5">
        <FilterPill
          href={stockHref(query, { tab: "open" })}
          on={query.tab === "open"}
          count={countText(list.openCount)}
        >
          Open
        </FilterPill>
        <FilterPill href={stockHref(query, { tab: "closed" })} on={query.tab === "closed"}>
          Closed in 30 days
        </FilterPill>
      </nav>
      <StockFilters query={query} warehouses={list.warehouses} locations={list.locations} />
      {rows.length === 0 ? (
        <EmptyStock query={query} warehouses={list.warehouses} odoos={list.odoos} />
      ) : (
        <StockTable rows={rows} tab={query.tab} />
      )}
      {(rows.length > 0 || list.newer) && (
        <Pagination
          newerHref={list.newer && stockHref(query, { before: list.newer })}
          olderHref={list.older && stockHref(query, { after: list.older })}
          summary={query.tab === "open" ? "Newest difference first." : "Closed last, first."}
        />
      )}
    </>
  );
}
