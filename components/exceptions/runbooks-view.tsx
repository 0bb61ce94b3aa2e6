import { Card } from "@/components/ui/card";
import type { RunbookHistory } from "@/lib/contracts/exceptions/runbook";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { RunbookPart, VersionText } from "./runbook-part";

interface RunbooksViewProps {
  readonly books: readonly RunbookHistory[];
  readonly mayEdit: boolean;
}

/** Every runbook on one page: to look something up, and to print before it is needed. */
export function RunbooksView({ books, mayEdit }: RunbooksViewProps) {
  return (
    <>
      <nav aria-label="Kinds" className="mt-3.5 flex flex-wrap gap-x-3 gap-y-1 print:hidden">
        {books.map(({ kind }) => (
          <a key={kind} href={`#${kind}`} className="text-accent underline">
            {EXCEPTION_RULES[kind].label}
          </a>
        ))}
      </nav>
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-2 print:block print:*:mb-3.5">
        {books.map((book) => (
          <Book key={book.kind} book={book} mayEdit={mayEdit} />
        ))}
      </div>
    </>
  );
}

function Book({ book, mayEdit }: { readonly book: RunbookHistory; readonly mayEdit: boolean }) {
  const { label, ownerRole } = EXCEPTION_RULES[book.kind];
  const [current, ...earlier] = book.versions;
  if (!current) return null;
  return (
    <Card
      id={book.kind}
      title={label}
      aside={<span className="text-xs text-ink-3">{`${ROLE_LABELS[ownerRole]} looks first`}</span>}
    >
      <RunbookPart runbook={current} mayEdit={mayEdit} />
      {earlier.length > 0 && (
        <details className="mt-2 text-xs text-ink-3 print:hidden">
          <summary>{`Earlier versions: ${earlier.length}`}</summary>
          <ol className="mt-1 grid gap-2">
            {earlier.map((version) => (
              <li key={version.version}>
                <VersionText runbook={version} />
                <pre className="mono mt-1 max-h-48 overflow-y-auto whitespace-pre-wrap">
                  {version.markdown}
                </pre>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Card>
  );
}
