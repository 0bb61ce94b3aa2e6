import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { CatalogueLine } from "@/lib/contracts/catalogue/catalogue-page";
import { catalogueHref } from "@/lib/contracts/catalogue/catalogue-query";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import {
  lateText,
  retentionText,
  SOURCE_WORDS,
  SYNC_WORDS,
  SYSTEM_WORDS,
} from "@/lib/domain/catalogue/words";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { EditEntry } from "./edit-entry";

interface EntryTableProps {
  readonly lines: readonly CatalogueLine[];
  readonly kind: CatalogueLine["kind"];
  readonly mayEdit: boolean;
}

export function EntryTable({ lines, kind, mayEdit }: EntryTableProps) {
  const label = kind === "object" ? "Objects" : "Milestones";
  return (
    <Card flush>
      <Table label={label}>
        <TableHead>
          <HeadCell>{kind === "object" ? "Object" : "Milestone"}</HeadCell>
          <HeadCell>System of record</HeadCell>
          <HeadCell>May state it</HeadCell>
          <HeadCell>Synced</HeadCell>
          <HeadCell>Owner</HeadCell>
          <HeadCell>Clocks and runbook</HeadCell>
          <HeadCell>Kept</HeadCell>
          <HeadCell>Version</HeadCell>
          {mayEdit && <HeadCell>Change</HeadCell>}
        </TableHead>
        <tbody>
          {lines.map((line) => (
            <EntryRow key={line.key} line={line} mayEdit={mayEdit} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function EntryRow({ line, mayEdit }: { readonly line: CatalogueLine; readonly mayEdit: boolean }) {
  const { key, label, terms, version, changed, hasOpenChange } = line;
  return (
    <Row>
      <Cell className="sm:min-w-40">
        <b>{label}</b>
        <Sub>
          <span className="mono">{key.slice(key.indexOf(":") + 1)}</span>
        </Sub>
      </Cell>
      <Cell label="System of record">{SYSTEM_WORDS[terms.system]}</Cell>
      <Cell label="May state it" className="sm:min-w-44 sm:max-w-64">
        {terms.mayState.map((source) => SOURCE_WORDS[source]).join(", ")}
      </Cell>
      <Cell label="Synced" className="whitespace-nowrap">
        {SYNC_WORDS[terms.sync]}
        <Sub>{`within ${lateText(terms.lateMinutes)}`}</Sub>
      </Cell>
      <Cell label="Owner">{ROLE_LABELS[terms.ownerRole]}</Cell>
      <Cell label="Watched by">
        <Watched line={line} />
      </Cell>
      <Cell label="Kept" className="whitespace-nowrap">
        {retentionText(terms.retentionMonths)}
      </Cell>
      <Cell label="Version">
        {version === 0 ? "as delivered" : `v${version}`}
        {changed && (
          <Sub>
            <span title={`Asked for by ${changed.askedBy}, approved by ${changed.approvedBy}`}>
              {changed.approvedBy}, <AbsoluteTime at={changed.at} />
            </span>
          </Sub>
        )}
        {hasOpenChange && (
          <div className="mt-0.5">
            <Link href={catalogueHref({ tab: "changes" })}>
              <Chip tone="warn">change to decide</Chip>
            </Link>
          </div>
        )}
      </Cell>
      {mayEdit && <Cell>{!hasOpenChange && <EditEntry line={line} />}</Cell>}
    </Row>
  );
}

function Watched({ line: { terms } }: { readonly line: CatalogueLine }) {
  if (terms.clocks.length === 0 && !terms.runbook) return <span className="text-ink-3">–</span>;
  return (
    <>
      {terms.clocks.length > 0 && (
        <Link href="/clocks/policies" className="hover:underline">
          {terms.clocks.map((clock) => CLOCK_WORDS[clock].name).join(", ")}
        </Link>
      )}
      {terms.runbook && (
        <Sub>
          <Link href={`/exceptions/runbooks#${terms.runbook}`} className="hover:underline">
            {EXCEPTION_RULES[terms.runbook].label}
          </Link>
        </Sub>
      )}
    </>
  );
}
