import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import type { AuditChoices, AuditRowDto } from "@/lib/contracts/audit/audit-page";
import { type AuditQuery, auditHref } from "@/lib/contracts/audit/audit-query";
import { AUDIT_ACTOR_KINDS } from "@/lib/domain/access/actor";
import { actionWords, subjectWords, WHO_WORDS } from "./audit-words";
import { TextFilter } from "./text-filter";
import { WhenFilter } from "./when-filter";

interface AuditFiltersProps {
  readonly query: AuditQuery;
  /** What occurs. */
  readonly choices: AuditChoices;
  /** The rows on the page, which know the name of the one person filtered by. */
  readonly rows: readonly AuditRowDto[];
}

export function AuditFilters({ query, choices, rows }: AuditFiltersProps) {
  const person = rows.find((row) => row.actorId === query.actorId)?.actorName ?? "One person";
  return (
    <nav aria-label="Filters" className="my-3.5 flex flex-wrap items-center gap-2.5">
      <Menu
        name="Who"
        any="anyone"
        value={query.who}
        values={AUDIT_ACTOR_KINDS}
        words={(who) => WHO_WORDS[who]}
        href={(who) => auditHref(query, { who })}
      />
      <Menu
        name="Action"
        any="any"
        value={query.action}
        values={choices.actions}
        words={actionWords}
        href={(action) => auditHref(query, { action })}
      />
      <Menu
        name="On"
        any="anything"
        value={query.subjectKind}
        values={choices.subjectKinds}
        words={subjectWords}
        href={(subjectKind) => auditHref(query, { subjectKind, subjectId: undefined })}
      />
      <WhenFilter query={query} />
      {query.actorId && (
        <FilterPill on href={auditHref(query, { actorId: undefined })}>
          {person} ×
        </FilterPill>
      )}
      {query.subjectId && (
        <FilterPill on href={auditHref(query, { subjectKind: undefined, subjectId: undefined })}>
          One subject ×
        </FilterPill>
      )}
      <TextFilter query={query} />
    </nav>
  );
}

interface MenuProps<V extends string> {
  readonly name: string;
  readonly any: string;
  readonly value: V | undefined;
  readonly values: readonly V[];
  readonly words: (value: V) => string;
  readonly href: (value: V | undefined) => string;
}

function Menu<V extends string>({ name, any, value, values, words, href }: MenuProps<V>) {
  const options = values.map((one) => ({ label: words(one), href: href(one), on: one === value }));
  return (
    <FilterMenu
      name={name}
      value={value === undefined ? any : words(value)}
      active={value !== undefined}
      options={[
        { label: any.charAt(0).toUpperCase() + any.slice(1), href: href(undefined), on: value === undefined },
        ...options.sort((a, b) => a.label.localeCompare(b.label, "en")),
      ]}
    />
  );
}
