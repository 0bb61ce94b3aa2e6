import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DueTime } from "@/components/ui/due-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import type { ExceptionGroupRow } from "@/lib/contracts/exceptions/exception-list";
import { type ExceptionQuery, exceptionsHref } from "@/lib/contracts/exceptions/exception-query";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";

const SHOWN_COUNT = 4;

interface GroupCardProps {
  readonly groups: readonly ExceptionGroupRow[];
  readonly query: ExceptionQuery;
  /** Show every group instead of the first ones. */
  readonly all: boolean;
}

/** One cause, many failures: mending the cause is one piece of work, however many lines it has below. */
export function GroupCard({ groups, query, all }: GroupCardProps) {
  const isOne = query.group !== undefined;
  // A failure that stands alone is in the list already.
  const wanted = groups.filter((group) => (isOne ? group.id === query.group : group.openCount > 1));
  const shown = all ? wanted : wanted.slice(0, SHOWN_COUNT);
  if (shown.length === 0) return null;
  return (
    <Card flush>
      <Table label="One cause, many failures">
        <TableHead>
          <HeadCell>One cause, many failures</HeadCell>
          <HeadCell>Where</HeadCell>
          <HeadCell numeric>Failures</HeadCell>
          <HeadCell numeric>Since</HeadCell>
          <HeadCell>State</HeadCell>
        </TableHead>
        <tbody>
          {shown.map((group) => (
            <GroupRow key={group.id} group={group} />
          ))}
        </tbody>
      </Table>
      {wanted.length > shown.length && (
        <p className="border-t border-line px-3 py-2 text-xs">
          <Link
            href={`${exceptionsHref(query)}${exceptionsHref(query).includes("?") ? "&" : "?"}causes=all`}
            className="text-accent underline"
          >
            {`Show ${wanted.length - shown.length} more causes`}
          </Link>
        </p>
      )}
    </Card>
  );
}

function GroupRow({ group }: { readonly group: ExceptionGroupRow }) {
  return (
    <Row>
      <Cell>
        <RowLink href={exceptionsHref({ tab: "open", group: group.id })} prefetch={false} className="block">
          {group.title}
        </RowLink>
        <Sub>{`${EXCEPTION_RULES[group.kind].label}, ${natureText(group)}`}</Sub>
      </Cell>
      <Cell label="Where">{group.connection.name}</Cell>
      <Cell label="Failures" numeric>
        {group.openCount.toLocaleString("en")}
        {group.totalCount > group.openCount && (
          <Sub>{`of ${group.totalCount.toLocaleString("en")} ever`}</Sub>
        )}
      </Cell>
      <Cell label="Since" numeric>
        <AbsoluteTime at={group.firstSeenAt} />
        <Sub>
          last <RelativeTime at={group.lastSeenAt} />
        </Sub>
      </Cell>
      <Cell label="State">
        <GroupState group={group} />
      </Cell>
    </Row>
  );
}

function natureText({ nature, retryAt }: ExceptionGroupRow): string {
  if (nature === "business") return "needs a decision";
  return retryAt === null ? "technical, waits for a person" : "transient, retried by itself";
}

/** "retrying, next in 4 min" of what is tried again by itself, "open" of what is not. */
export function GroupState({ group }: { readonly group: ExceptionGroupRow }) {
  if (group.openCount === 0) return <Chip tone="ok">over</Chip>;
  if (group.retryAt === null) return <Chip tone="bad">open</Chip>;
  return (
    <Chip tone="warn">
      <span>
        {"retrying, next "}
        <DueTime at={group.retryAt} />
      </span>
    </Chip>
  );
}
