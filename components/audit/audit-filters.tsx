import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { type AuditQuery, auditHref } from "./audit-href";
import { actionWords } from "./audit-words";

interface AuditFiltersProps {
  readonly query: AuditQuery;
  /** The actions that occur. */
  readonly actions: readonly string[];
}

const PERIODS = [
  { days: 1, label: "Last 24 h" },
  { days: 7, label: "Last 7 days" },
  { days: 30, label: "Last 30 days" },
] as const;

export function AuditFilters({ query, actions }: AuditFiltersProps) {
  const anyAction = {
    label: "Any",
    href: auditHref(query, { action: undefined }),
    on: query.action === undefined,
  };
  const options = actions.map((action) => ({
    label: actionWords(action),
    href: auditHref(query, { action }),
    on: query.action === action,
  }));
  return (
    <nav aria-label="Filters" className="my-3.5 flex flex-wrap items-center gap-2.5">
      {PERIODS.map(({ days, label }) => (
        <FilterPill
          key={days}
          href={auditHref(query, { days: query.days === days ? undefined : days })}
          on={query.days === days}
        >
          {label}
        </FilterPill>
      ))}
      <FilterMenu
        name="Action"
        value={query.action ? actionWords(query.action) : "any"}
        active={query.action !== undefined}
        options={[anyAction, ...options]}
      />
      {query.actorId && (
        <FilterPill on href={auditHref(query, { actorId: undefined })}>
          One person ×
        </FilterPill>
      )}
      {query.subjectId && (
        <FilterPill on href={auditHref(query, { subjectKind: undefined, subjectId: undefined })}>
          One subject ×
        </FilterPill>
      )}
    </nav>
  );
}
