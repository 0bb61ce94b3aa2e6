import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { StockRow } from "@/lib/contracts/stock/stock-list";
import { CLOSE_WORDS, differenceWords, quantityWords, REASON_WORDS } from "./stock-words";

interface StockTableProps {
  readonly rows: readonly StockRow[];
  readonly tab: "open" | "closed";
}

/** What Odoo and the warehouses do not agree on; of closed differences, what they last were. */
export function StockTable({ rows, tab }: StockTableProps) {
  return (
    <Card flush>
      <Table label={tab === "open" ? "Open stock differences" : "Closed stock differences"}>
        <TableHead>
          <HeadCell>Product</HeadCell>
          <HeadCell>Location</HeadCell>
          <HeadCell numeric>Odoo says</HeadCell>
          <HeadCell numeric>Warehouse says</HeadCell>
          <HeadCell numeric>Difference</HeadCell>
          <HeadCell>{tab === "open" ? "What is wrong" : "What became of it"}</HeadCell>
          <HeadCell>Warehouse's word</HeadCell>
          <HeadCell numeric>{tab === "open" ? "Open for" : "Closed"}</HeadCell>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id}>
              <Cell className="sm:min-w-40">
                <Product row={row} />
              </Cell>
              <Cell label="Location" className="break-words">
                {row.location}
              </Cell>
              <Cell label="Odoo says" numeric>
                {row.reason === "unknown_product" ? (
                  <span className="text-ink-3">not known</span>
                ) : (
                  quantityWords(row.odooQuantity)
                )}
              </Cell>
              <Cell label="Warehouse says" numeric>
                {quantityWords(row.statedQuantity, row.unit)}
              </Cell>
              <Cell label="Difference" numeric className="font-bold">
                {differenceWords(row.difference)}
              </Cell>
              <Cell label={tab === "open" ? "What is wrong" : "Became"}>
                <What row={row} />
              </Cell>
              <Cell label="Warehouse's word">
                <Link href={`/messages/${row.messageId}`} className="text-accent underline">
                  {row.warehouse.name}
                </Link>
                <Sub>
                  as of <RelativeTime at={row.statedAt} focusable />
                </Sub>
              </Cell>
              <Cell label={tab === "open" ? "Open for" : "Closed"} numeric>
                {row.closedAt ? (
                  <RelativeTime at={row.closedAt} focusable />
                ) : (
                  <RelativeTime at={row.openedAt} form="age" focusable />
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Product({ row }: { readonly row: StockRow }) {
  return (
    <>
      {row.odooHref ? (
        <a
          href={row.odooHref}
          target="_blank"
          rel="noreferrer"
          className="mono inline-flex items-center gap-1 font-bold text-accent underline"
        >
          {row.product}
          <ExternalLink size={12} aria-hidden="true" className="shrink-0" />
          <VisuallyHidden>opens in {row.odooName}</VisuallyHidden>
        </a>
      ) : (
        <b className="mono break-all">{row.product}</b>
      )}
      {row.productName && <Sub>{row.productName}</Sub>}
    </>
  );
}

function What({ row }: { readonly row: StockRow }) {
  if (row.closedAt) {
    return (
      <>
        <Chip tone={row.closedBecause === "agrees" ? "ok" : "neutral"}>Closed</Chip>
        <Sub>
          {CLOSE_WORDS[row.closedBecause ?? "agrees"]}. Opened <RelativeTime at={row.openedAt} focusable />.
        </Sub>
      </>
    );
  }
  const { label, tone } = REASON_WORDS[row.reason];
  return (
    <>
      <Chip tone={tone}>{row.isUnlisted ? "Not in the warehouse's list" : label}</Chip>
      <Sub>{nextStep(row)}</Sub>
    </>
  );
}

/** What a person does about it. */
function nextStep({ reason, isUnlisted, difference }: StockRow): string {
  if (reason === "unknown_product") return "Set this code as the product's internal reference in Odoo.";
  if (reason === "unknown_location") return "Map the warehouse's code on the Odoo connection.";
  if (isUnlisted) return "Its list is complete and leaves this out: ask the warehouse.";
  return difference.startsWith("-")
    ? "Look for a delivery not validated in Odoo, or count."
    : "Look for a receipt not validated in Odoo, or count.";
}
