import { Card } from "@/components/ui/card";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { MessagePage, OpenStatement } from "@/lib/contracts/messages/message-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { AtLink } from "./at-link";
import { placeText } from "./place-text";
import { ShownFirst } from "./shown-first";

interface OpenCardProps {
  readonly page: MessagePage;
  readonly statements: readonly OpenStatement[];
  readonly seesBytes: boolean;
}

/** What the message says that no timeline shows yet, as it would be understood now. */
export function OpenCard({ page, statements, seesBytes }: OpenCardProps) {
  const title = statements.length === 1 ? "1 statement waits" : `${statements.length} statements wait`;
  return (
    <Card flush title={title}>
      <Table label="What this message says that is on no timeline">
        <TableHead>
          <HeadCell>It says</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell>Where</HeadCell>
          <HeadCell>Why it waits</HeadCell>
          <HeadCell>Stands at</HeadCell>
        </TableHead>
        <ShownFirst
          columns={5}
          rows={statements.map((statement, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a statement is its place in the message
            <Row key={place}>
              <Cell>
                <b>{MILESTONE_RULES[statement.milestone].label}</b>
                <Sub>
                  {statement.classifier}, code {statement.rawCode}
                </Sub>
              </Cell>
              <Cell label="When" className="tabular-nums sm:whitespace-nowrap">
                {statedText(statement.occurred)}
              </Cell>
              <Cell label="Where">
                {placeText(statement.place) ?? <span className="text-ink-3">not said</span>}
              </Cell>
              <Cell label="Why">{statement.why}</Cell>
              <Cell label="Stands at">
                <AtLink messageId={page.id} at={statement.at} leads={seesBytes} />
              </Cell>
            </Row>
          ))}
        />
      </Table>
    </Card>
  );
}

/** The wall clock as written; a zone only where the message states one. */
function statedText(occurred: OpenStatement["occurred"]): string {
  if (!occurred) return "not said";
  return `${occurred.local.replace("T", " ")}${occurred.offset ? ` ${occurred.offset}` : ""}`;
}
