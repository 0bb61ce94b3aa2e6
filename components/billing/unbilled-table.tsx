import Link from "next/link";
import { OdooLink } from "@/components/odoo/odoo-link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { UnbilledLine } from "@/lib/contracts/billing/unbilled-page";
import type { BillingTab } from "@/lib/contracts/billing/unbilled-query";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { moneyText } from "@/lib/domain/money/decimal";
import { plural, standingLabel, standingTone, standsAs, TAB_WORDS } from "./billing-words";

interface UnbilledTableProps {
  readonly rows: readonly UnbilledLine[];
  readonly tab: BillingTab;
}

/** Each order with something open, the way to it in Odoo and to its shipments. */
export function UnbilledTable({ rows, tab }: UnbilledTableProps) {
  const label = TAB_WORDS[tab].label;
  return (
    <Card flush>
      <Table label={label}>
        <TableHead>
          <HeadCell>Order</HeadCell>
          <HeadCell>Customer</HeadCell>
          <HeadCell>Deliveries</HeadCell>
          <HeadCell>Where it stands</HeadCell>
          <HeadCell>Waiting</HeadCell>
          <HeadCell numeric>Open, before tax</HeadCell>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <UnbilledRow key={row.key} row={row} tab={tab} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface RowProps {
  readonly row: UnbilledLine;
  readonly tab: BillingTab;
}

function UnbilledRow({ row, tab }: RowProps) {
  return (
    <Row>
      <Cell className="whitespace-nowrap">
        <b>
          <OdooLink document={row.order} />
        </b>
        {row.drafts.map((draft, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drafts of one order have no other name until they are posted
          <Sub key={`${draft.href}${index}`}>
            <OdooLink document={draft} />
          </Sub>
        ))}
      </Cell>
      <Cell label="Customer" className="break-words">
        {row.customer ?? <span className="text-ink-3">not named</span>}
      </Cell>
      <Cell label="Deliveries">
        <Deliveries deliveries={row.deliveries} />
      </Cell>
      <Cell label="Where it stands">
        <Standing row={row} tab={tab} />
      </Cell>
      <Cell label="Waiting">
        <RelativeTime at={row.sinceAt} form="age" focusable />
        {row.standing === "no_pod" && <Sub>the clock starts with the proof</Sub>}
      </Cell>
      <Cell numeric label="Open, before tax">
        <Amount row={row} />
      </Cell>
    </Row>
  );
}

const MOST_SHOWN = 3;

function Deliveries({ deliveries }: Pick<UnbilledLine, "deliveries">) {
  if (deliveries.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <>
      {deliveries.slice(0, MOST_SHOWN).map(({ pickingId, name, shipmentNumber }) => (
        <span key={pickingId} className="block">
          {shipmentNumber ? (
            <Link href={`/shipments/${shipmentNumber}`} className="text-accent underline">
              {shipmentNumber}
            </Link>
          ) : (
            name
          )}
          {shipmentNumber && <span className="text-xs text-ink-3">{` ${name}`}</span>}
        </span>
      ))}
      {deliveries.length > MOST_SHOWN && <Sub>{`and ${deliveries.length - MOST_SHOWN} more`}</Sub>}
    </>
  );
}

function Standing({ row: { standing, also, ownerRole, part }, tab }: RowProps) {
  return (
    <>
      <Chip tone={standingTone(standing)}>{standsAs(standing, tab)}</Chip>
      {ownerRole && (part === "delivered" || part === "draft") && <Sub>{ROLE_LABELS[ownerRole]}</Sub>}
      {also.length > 0 && <Sub>{`also: ${also.map(standingLabel).join(", ")}`}</Sub>}
    </>
  );
}

function Amount({ row }: { readonly row: UnbilledLine }) {
  const { amountMinor, currency, companyCurrency, companyAmountMinor, rate } = row;
  return (
    <>
      {moneyText(amountMinor, currency)}
      {currency !== companyCurrency && (
        <Sub>
          {companyAmountMinor === null
            ? "no rate for that day"
            : `${moneyText(companyAmountMinor, companyCurrency)}; ${rate}`}
        </Sub>
      )}
      <Sub>{plural(row.lines, "line")}</Sub>
    </>
  );
}
