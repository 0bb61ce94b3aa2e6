import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import type { RunbookDto } from "@/lib/contracts/exceptions/runbook";
import { Markdown } from "./markdown";
import { RunbookEditor } from "./runbook-editor";

interface RunbookPartProps {
  readonly runbook: RunbookDto;
  readonly mayEdit: boolean;
  /** Leads to all runbooks; left out on their own page. */
  readonly linksAll?: boolean;
}

/** What to do by hand about this kind, and which version of it this is. */
export function RunbookPart({ runbook, mayEdit, linksAll = false }: RunbookPartProps) {
  return (
    <>
      <Markdown text={runbook.markdown} />
      <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
        <span>
          <VersionText runbook={runbook} />
        </span>
        {linksAll && (
          <Link href={`/exceptions/runbooks#${runbook.kind}`} className="text-accent underline">
            All runbooks
          </Link>
        )}
        {mayEdit && (
          <span className="text-base text-ink">
            <RunbookEditor key={runbook.version} runbook={runbook} />
          </span>
        )}
      </div>
    </>
  );
}

export function VersionText({ runbook }: { readonly runbook: RunbookDto }) {
  const { version, changedBy, changedAt, reason } = runbook;
  if (changedAt === null) return "Built in";
  return (
    <>
      {`v${version} by ${changedBy ?? "someone"}, `}
      <AbsoluteTime at={changedAt} />
      {reason && `: ${reason}`}
    </>
  );
}
