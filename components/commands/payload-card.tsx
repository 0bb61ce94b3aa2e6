import { Card } from "@/components/ui/card";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { CommandPage, PayloadLine } from "@/lib/contracts/commands/command-page";
import { amountText, groupedAmount } from "./amount-text";

/** What the write says, as people read it. */
export function PayloadCard({ page }: { readonly page: CommandPage }) {
  return (
    <Card flush title="What it says">
      <dl className="grid gap-x-4 gap-y-1.5 px-4 py-3.5 sm:grid-cols-[160px_minmax(0,1fr)]">
        {page.facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap max-sm:mb-1">{value}</dd>
          </div>
        ))}
      </dl>
      {page.lines.length > 0 && <Lines lines={page.lines} page={page} />}
    </Card>
  );
}

interface LinesProps {
  readonly lines: readonly PayloadLine[];
  readonly page: CommandPage;
}

function Lines({ lines, page }: LinesProps) {
  return (
    <div className="border-t border-line">
      <Table label="Lines">
        <TableHead>
          <HeadCell>Line</HeadCell>
          <HeadCell numeric>Amount</HeadCell>
        </TableHead>
        <tbody>
          {lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and never move
            <Row key={place}>
              <Cell>
                {line.name}
                <Sub>{line.detail}</Sub>
              </Cell>
              <Cell label="Amount" numeric>
                {groupedAmount(line.amount)}
              </Cell>
            </Row>
          ))}
          {page.amount && (
            <Row>
              <Cell>
                <b>{page.kind === "vendor_bill" ? "Total before tax" : "Debit side"}</b>
              </Cell>
              <Cell label="Amount" numeric>
                <b>{amountText(page.amount)}</b>
              </Cell>
            </Row>
          )}
        </tbody>
      </Table>
    </div>
  );
}
