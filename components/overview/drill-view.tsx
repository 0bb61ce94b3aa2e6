import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { DrillPage } from "@/lib/contracts/overview/overview-page";

interface DrillViewProps {
  readonly page: DrillPage;
  /** Where rows are named by a code: its words. */
  readonly labelOf?: ((label: string) => string) | undefined;
}

/** The list behind a number that counts other things than shipments. */
export function DrillView({ page, labelOf = (label) => label }: DrillViewProps) {
  if (page.rows.length === 0) return <EmptyState title="Nothing in this list">{page.sub}</EmptyState>;
  const isMoney = page.rows.some(({ amount }) => amount !== null);
  return (
    <>
      <Card flush className="mt-3.5">
        <Table label={page.title[1]}>
          <TableHead>
            <HeadCell>What</HeadCell>
            <HeadCell>About</HeadCell>
            {isMoney && <HeadCell numeric>Amount</HeadCell>}
            <HeadCell>When</HeadCell>
          </TableHead>
          <tbody>
            {page.rows.map((row) => (
              <Row key={row.key}>
                <Cell>
                  {row.href === null ? (
                    <b>{labelOf(row.label)}</b>
                  ) : row.href.startsWith("/") ? (
                    <Link href={row.href} className="font-bold hover:text-accent">
                      {labelOf(row.label)}
                    </Link>
                  ) : (
                    <a
                      href={row.href}
                      className="font-bold hover:text-accent"
                      rel="noreferrer"
                      target="_blank"
                    >
                      {row.label}
                    </a>
                  )}
                  {row.sub && <Sub>{row.sub}</Sub>}
                </Cell>
                <Cell label="About">{row.detail}</Cell>
                {isMoney && (
                  <Cell numeric label="Amount">
                    {row.amount ?? "–"}
                  </Cell>
                )}
                <Cell label="When">{row.at ? <AbsoluteTime at={row.at} /> : "–"}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </Card>
      {page.nextHref && (
        <p className="mt-3">
          <LinkButton href={page.nextHref}>Next page</LinkButton>
        </p>
      )}
    </>
  );
}
