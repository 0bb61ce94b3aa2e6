import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import { unbilledHref } from "@/lib/contracts/billing/unbilled-query";
import { AGE_BUCKETS } from "@/lib/domain/billing/age";
import { sumsText } from "./billing-words";

/** How long it has waited, in whole periods of 24 h as of the hour. */
export function AgeCard({ page }: { readonly page: UnbilledPage }) {
  const { query, ages } = page;
  return (
    <Card
      flush
      title="By age"
      aside={
        <span className="text-xs text-ink-3">
          {"as of "}
          <AbsoluteTime at={page.asOf} />
        </span>
      }
    >
      <Table label="By age">
        <TableHead>
          <HeadCell>Waiting</HeadCell>
          <HeadCell numeric>Orders</HeadCell>
          <HeadCell numeric>Amount</HeadCell>
        </TableHead>
        <tbody>
          {ages.map(({ bucket, orders, companySums }) => {
            const chosen = query.age === bucket;
            const label = AGE_BUCKETS.find(({ key }) => key === bucket)?.label;
            return (
              <Row key={bucket} selected={chosen}>
                <Cell>
                  {orders > 0 || chosen ? (
                    <Link
                      href={unbilledHref(query, { age: chosen ? undefined : bucket })}
                      scroll={false}
                      aria-current={chosen ? "true" : undefined}
                      className="text-accent"
                    >
                      {label}
                    </Link>
                  ) : (
                    <span className="text-ink-3">{label}</span>
                  )}
                </Cell>
                <Cell numeric label="Orders">
                  {orders.toLocaleString("en")}
                </Cell>
                <Cell numeric label="Amount">
                  {sumsText(companySums)}
                </Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
