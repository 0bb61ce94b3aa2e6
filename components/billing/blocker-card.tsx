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
  const title = isBilled(page) ? "By what holds it" : "By where it stands";
  return (
    <Card flush title={title}>
      <Table label={title}>
        <TableHead>
          <HeadCell>{isBilled(page) ? "Blocker" : "Stands"}</HeadCell>
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

/** The lists that wait for a bill; only there a blocker has an owner. */
const isBilled = ({ query: { tab } }: UnbilledPage) => tab === "unbilled" || tab === "drafts";

function BlockerRow({ count, page }: { readonly count: StandingCount; readonly page: UnbilledPage }) {
  const { query } = page;
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
        {ownerRole && isBlocker(standing) && isBilled(page) && (
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
