import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import type { CatalogueLine, CataloguePage, InterfaceLine } from "@/lib/contracts/catalogue/catalogue-page";
import {
  CATALOGUE_TABS,
  type CatalogueQuery,
  type CatalogueTab,
  catalogueHref,
} from "@/lib/contracts/catalogue/catalogue-query";
import { CatalogueFilters } from "./catalogue-filters";
import { ChangeList } from "./change-list";
import { EntryTable } from "./entry-table";
import { InterfaceTable } from "./interface-table";

const TAB_WORDS: Readonly<Record<CatalogueTab, string>> = {
  objects: "Objects",
  milestones: "Milestones",
  interfaces: "Interfaces",
  changes: "Changes",
};

interface CatalogueViewProps {
  readonly page: CataloguePage;
  readonly query: CatalogueQuery;
}

/** One table at a time: what is owned, how it is stated, over which interface, and what somebody wants otherwise. */
export function CatalogueView({ page, query }: CatalogueViewProps) {
  const open = page.changes.filter(({ state }) => state === "open").length;
  const tabs = CATALOGUE_TABS.filter((tab) => tab !== "interfaces" || page.interfaces !== null);
  return (
    <>
      <div className="my-3.5 flex flex-wrap items-center gap-2.5">
        <Tabs
          label="Parts of the catalogue"
          tabs={tabs.map((tab) => ({
            href: catalogueHref({ tab }),
            label: tab === "changes" && open > 0 ? `${TAB_WORDS[tab]}, ${open} to decide` : TAB_WORDS[tab],
            current: tab === query.tab,
          }))}
        />
        {query.tab !== "changes" && <CatalogueFilters query={query} />}
      </div>
      <Shown page={page} query={query} />
    </>
  );
}

function Shown({ page, query }: CatalogueViewProps) {
  if (query.tab === "changes") return <ChangeList page={page} />;
  if (query.tab === "interfaces") {
    const lines = (page.interfaces ?? []).filter((line) => interfaceFits(line, query));
    return lines.length === 0 ? <Nothing query={query} /> : <InterfaceTable lines={lines} />;
  }
  const kind = query.tab === "objects" ? "object" : "milestone";
  const lines = page.entries.filter((line) => line.kind === kind && entryFits(line, query));
  return lines.length === 0 ? (
    <Nothing query={query} />
  ) : (
    <EntryTable lines={lines} kind={kind} mayEdit={page.mayEdit} />
  );
}

function entryFits(
  { label, key, terms }: CatalogueLine,
  { q, system, source, role }: CatalogueQuery,
): boolean {
  return (
    (!system || terms.system === system) &&
    (!source || terms.mayState.includes(source)) &&
    (!role || terms.ownerRole === role) &&
    (!q || `${label} ${key}`.toLowerCase().includes(q.toLowerCase()))
  );
}

function interfaceFits(
  { name, slug, dialect, partnerKind }: InterfaceLine,
  { q, source }: CatalogueQuery,
): boolean {
  return (
    (!source || partnerKind === source) &&
    (!q || `${name} ${slug} ${dialect}`.toLowerCase().includes(q.toLowerCase()))
  );
}

function Nothing({ query: { tab } }: { readonly query: CatalogueQuery }) {
  return (
    <Card flush>
      <EmptyState
        title="Nothing here fits"
        action={<LinkButton href={catalogueHref({ tab })}>Show all again</LinkButton>}
      >
        No line of this part of the catalogue fits these filters.
      </EmptyState>
    </Card>
  );
}
