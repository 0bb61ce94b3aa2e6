import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { StandingCount, UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import { unbilledHref } from "@/lib/contracts/billing/unbilled-query";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { BLOCKER_RULES, isBlocker } from "@/lib/domain/billing/unbilled";
import { standingTone, standsAs, sumsText } from "./billing-words";

/** What holds the bills back, who looks at it, and what it comes to. */
export function BlockerCard({ page }: { readonly page: UnbilledPage }) {
  return (
    <Card flush title="By what holds it">
      <Table label="By what holds it">
        <TableHead>
          <HeadCell>Blocker</HeadCell>
          <HeadCell numeric>Orders</HeadCell>
          <HeadCell numeric>Amount</HeadCell>
        </TableHead>
        <tbody>
          {page.standings.map((count) => (
            <BlockerRow key={count.standing} count={count} page={page} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function BlockerRow({
  count,
  page: { query },
}: {
  readonly count: StandingCount;
  readonly page: UnbilledPage;
}) {
  const { standing, orders, ownerRole } = count;
  const chip = <Chip tone={standingTone(standing)}>{standsAs(standing, query.tab)}</Chip>;
  const chosen = query.blocker === standing;
  return (
    <Row selected={chosen}>
      <Cell>
        {isBlocker(standing) ? (
          <Link
            href={unbilledHref(query, { blocker: chosen ? undefined : standing })}
            scroll={false}
            aria-current={chosen ? "true" : undefined}
            className="rounded-full hover:underline"
          >
            {chip}
          </Link>
        ) : (
          chip
        )}
        {ownerRole && isBlocker(standing) && (query.tab === "unbilled" || query.tab === "drafts") && (
          <Sub>{`${ROLE_LABELS[ownerRole]}: ${BLOCKER_RULES[standing].next}`}</Sub>
        )}
      </Cell>
      <Cell numeric label="Orders">
        {orders.toLocaleString("en")}
      </Cell>
      <Cell numeric label="Amount">
        {sumsText(count.companySums)}
      </Cell>
    </Row>
  );
}
