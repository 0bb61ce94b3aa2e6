import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { FilterMenu } from "@/components/ui/filter-menu";
import { type CatalogueQuery, catalogueHref } from "@/lib/contracts/catalogue/catalogue-query";
import { ROLE_LABELS, ROLES } from "@/lib/domain/access/role";
import { SOURCE_KINDS, SYSTEMS } from "@/lib/domain/catalogue/catalogue";
import { SOURCE_WORDS, SYSTEM_WORDS } from "@/lib/domain/catalogue/words";

/** By who owns it, who may state it, and its name. Links and a form: the filters are in the address. */
export function CatalogueFilters({ query }: { readonly query: CatalogueQuery }) {
  const isInterface = query.tab === "interfaces";
  return (
    <nav aria-label="Filters" className="flex grow flex-wrap items-center gap-2.5">
      {!isInterface && (
        <Menu
          name="System of record"
          value={query.system}
          values={SYSTEMS}
          words={SYSTEM_WORDS}
          href={(system) => catalogueHref(query, { system })}
        />
      )}
      <Menu
        name={isInterface ? "Kind" : "May state"}
        value={query.source}
        values={SOURCE_KINDS}
        words={SOURCE_WORDS}
        href={(source) => catalogueHref(query, { source })}
      />
      {!isInterface && (
        <Menu
          name="Owner"
          value={query.role}
          values={ROLES}
          words={ROLE_LABELS}
          href={(role) => catalogueHref(query, { role })}
        />
      )}
      <NameFilter query={query} />
    </nav>
  );
}

interface MenuProps<V extends string> {
  readonly name: string;
  readonly value: V | undefined;
  readonly values: readonly V[];
  readonly words: Readonly<Record<V, string>>;
  readonly href: (value: V | undefined) => string;
}

function Menu<V extends string>({ name, value, values, words, href }: MenuProps<V>) {
  return (
    <FilterMenu
      name={name}
      value={value === undefined ? "any" : words[value]}
      active={value !== undefined}
      options={[
        { label: "Any", href: href(undefined), on: value === undefined },
        ...values.map((one) => ({ label: words[one], href: href(one), on: one === value })),
      ]}
    />
  );
}

function NameFilter({ query }: { readonly query: CatalogueQuery }) {
  const { q, ...kept } = query;
  return (
    <Form action="/catalogue" scroll={false} className="relative ml-auto max-sm:ml-0 max-sm:w-full">
      {Object.entries(kept).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <input
        // A new address is a new box: what was typed must not outlive it.
        key={q ?? ""}
        type="search"
        name="q"
        defaultValue={q}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        aria-label="Name"
        placeholder="Name"
        className="w-44 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
      />
      {q && (
        <Link
          href={catalogueHref(kept)}
          aria-label="Show all again"
          className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-ink-3 hover:text-ink"
        >
          <X size={14} aria-hidden="true" />
        </Link>
      )}
    </Form>
  );
}
