import { OdooLink } from "@/components/odoo/odoo-link";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import type { CommandRow } from "@/lib/contracts/commands/command-list";
import { COMMAND_KIND_WORDS } from "@/lib/contracts/commands/command-words";
import { amountText } from "./amount-text";
import { CommandNext } from "./command-next";
import { CommandStateChip } from "./command-state-chip";

/** Writes to Odoo: what a person must look at first. */
export function CommandTable({ rows }: { readonly rows: readonly CommandRow[] }) {
  return (
    <Card flush>
      <Table label="Odoo writes">
        <TableHead>
          <HeadCell>Write</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>Document</HeadCell>
          <HeadCell numeric>Amount</HeadCell>
          <HeadCell>Requested by</HeadCell>
          <HeadCell numeric>Tries</HeadCell>
          <HeadCell numeric>Age</HeadCell>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <CommandLine key={row.id} row={row} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function CommandLine({ row }: { readonly row: CommandRow }) {
  return (
    <Row>
      <Cell className="sm:min-w-48 lg:max-w-70">
        <RowLink href={`/commands/${row.id}`}>{COMMAND_KIND_WORDS[row.kind]}</RowLink>
        <Sub>
          <span className="mono wrap-anywhere">{row.operationKey}</span>
        </Sub>
      </Cell>
      <Cell label="State" className="sm:min-w-48 lg:max-w-80">
        <CommandStateChip state={row.state} />
        {row.error && row.state !== "confirmed" && (
          <Sub tone={row.state === "rejected" ? "bad" : "neutral"}>
            <span className="line-clamp-2">{row.error}</span>
          </Sub>
        )}
        <Sub>
          <CommandNext {...row} />
        </Sub>
      </Cell>
      <Cell label="Document">
        <OdooLink document={row.document} />
        {row.result && row.result.text !== row.document.text && (
          <Sub>
            made <OdooLink document={row.result} />
          </Sub>
        )}
      </Cell>
      <Cell label="Amount" numeric>
        {row.amount ? amountText(row.amount) : "–"}
      </Cell>
      <Cell label="Requested by">
        {row.requestedBy}
        <Sub>{row.connection.name}</Sub>
      </Cell>
      <Cell label="Tries" numeric>
        {row.attempts.toLocaleString("en")}
      </Cell>
      <Cell label="Age" numeric>
        <RelativeTime at={row.requestedAt} form="age" />
      </Cell>
    </Row>
  );
}
