import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { AuditRowDto } from "@/lib/contracts/audit/audit-page";
import { type AuditQuery, auditHref } from "@/lib/contracts/audit/audit-query";
import { actionWords, shortId, subjectWords } from "./audit-words";
import { Changes } from "./changes";

interface AuditTableProps {
  readonly rows: readonly AuditRowDto[];
  readonly query: AuditQuery;
}

export function AuditTable({ rows, query }: AuditTableProps) {
  if (rows.length === 0) {
    return (
      <Card flush>
        <EmptyState
          title="Nothing was decided here"
          action={<LinkButton href="/audit">Show everything</LinkButton>}
        >
          No row of the log fits these filters.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card flush>
      <Table label="Audit log, newest first">
        <TableHead>
          <HeadCell>When</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Change</HeadCell>
          <HeadCell>Reason</HeadCell>
          <HeadCell numeric>Row</HeadCell>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <AuditRow key={row.seq} row={row} query={query} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function AuditRow({ row, query }: { readonly row: AuditRowDto; readonly query: AuditQuery }) {
  const { subjectKind, subjectId } = row;
  return (
    <Row id={`row-${row.seq}`}>
      <Cell className="whitespace-nowrap">
        <AbsoluteTime at={row.at} />
        <Sub>
          <RelativeTime at={row.at} />
        </Sub>
      </Cell>
      <Cell label="Who">
        <Link
          href={auditHref(query, { actorId: row.actorId })}
          className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
        >
          {row.actorName}
        </Link>
        {row.actorKind !== "user" && <Sub>{row.actorKind === "rule" ? "rule" : "service"}</Sub>}
      </Cell>
      <Cell label="What">
        {actionWords(row.action)}
        <Sub>
          <Link
            href={auditHref(query, { subjectKind, subjectId })}
            title={subjectId}
            className="mono break-all hover:underline"
          >
            {subjectWords(subjectKind)} {shortId(subjectId)}
          </Link>
        </Sub>
      </Cell>
      <Cell label="Change">
        <Changes before={row.before} after={row.after} />
      </Cell>
      <Cell label="Reason">{row.reason ?? <span className="text-ink-3">–</span>}</Cell>
      <Cell label="Row" numeric className="text-ink-3">
        {row.seq}
      </Cell>
    </Row>
  );
}
