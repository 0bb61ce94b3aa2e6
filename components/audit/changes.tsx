import { type Change, changesOf } from "./audit-words";

/** As many as are read at a glance; the others are a press away. */
const SHOWN_FIRST = 4;

/** What a decision changed: what was struck out, what became of it. */
export function Changes({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const changes = changesOf(before, after);
  if (changes.length === 0) return <span className="text-ink-3">–</span>;
  const rest = changes.slice(SHOWN_FIRST);
  return (
    <div className="min-w-0 text-xs">
      <Lines changes={changes.slice(0, SHOWN_FIRST)} />
      {rest.length > 0 && (
        <details className="mt-0.5">
          <summary className="cursor-pointer text-ink-3">{`${rest.length} more`}</summary>
          <Lines changes={rest} />
        </details>
      )}
    </div>
  );
}

function Lines({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className="grid gap-0.5">
      {changes.map(({ field, before, after }) => (
        <li key={field} className="wrap-anywhere">
          <span className="text-ink-3">{field}: </span>
          {before !== null && <del className="text-ink-3">{before}</del>}
          {before !== null && after !== null && " → "}
          {after !== null && <ins className="no-underline">{after}</ins>}
        </li>
      ))}
    </ul>
  );
}
