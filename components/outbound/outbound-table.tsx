import { Card } from "@/components/ui/card";
import { DueTime } from "@/components/ui/due-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import { detailHref, type OutboundItem } from "@/lib/contracts/outbound/outbound-list";
import { OutboundStateChip } from "./outbound-chips";
import { ACKNOWLEDGEMENT_WORDS, SORT_WORDS } from "./outbound-words";

/** What goes out, the newest first. */
export function OutboundTable({ items }: { readonly items: readonly OutboundItem[] }) {
  return (
    <Card flush>
      <Table label="Outbound messages">
        <TableHead>
          <HeadCell>What</HeadCell>
          <HeadCell>To</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>Acknowledged</HeadCell>
          <HeadCell numeric>Tries</HeadCell>
          <HeadCell numeric>Age</HeadCell>
        </TableHead>
        <tbody>
          {items.map((item) => (
            <Row key={`${item.source} ${item.id}`}>
              <Cell className="max-w-96">
                <RowLink href={detailHref(item)}>
                  <span className="break-words">{item.title}</span>
                </RowLink>
                <Sub>{SORT_WORDS[item.sort]}</Sub>
              </Cell>
              <Cell label="To" className="max-w-64 break-words">
                {item.to}
              </Cell>
              <Cell label="State" className="max-w-80">
                <OutboundStateChip state={item.state} />
                <StateNote item={item} />
              </Cell>
              <Cell label="Acknowledged">{ACKNOWLEDGEMENT_WORDS[item.acknowledgement]}</Cell>
              <Cell label="Tries" numeric>
                {item.attempts}
              </Cell>
              <Cell label="Age" numeric>
                <RelativeTime at={item.createdAt} form="age" />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function StateNote({ item }: { readonly item: OutboundItem }) {
  if (item.state === "sent")
    return item.sentAt ? (
      <Sub>
        <RelativeTime at={item.sentAt} />
      </Sub>
    ) : null;
  return (
    <>
      {item.error && (
        <Sub tone="bad">
          <span className="line-clamp-2 break-words">{item.error}</span>
        </Sub>
      )}
      {item.error && item.nextTryAt && (
        <Sub>
          next try <DueTime at={item.nextTryAt} />
        </Sub>
      )}
    </>
  );
}
