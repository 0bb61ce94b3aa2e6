import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Table, TableHead } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { BulkItemDto } from "@/lib/contracts/exceptions/bulk";
import type { BulkItemPage } from "@/lib/contracts/exceptions/bulk-items";

const STATES: Readonly<Record<BulkItemDto["state"], { readonly tone: Tone; readonly word: string }>> = {
  waiting: { tone: "info", word: "Waiting" },
  done: { tone: "ok", word: "Done" },
  failed: { tone: "bad", word: "Failed" },
  skipped: { tone: "warn", word: "Left alone" },
};

/** Items of a run, each with its result and, where it did not work, why. */
export function BulkItems({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly BulkItemDto[];
}) {
  return (
    <Card flush title={title}>
      <Table label={title}>
        <TableHead>
          <HeadCell>Exception</HeadCell>
          <HeadCell>Result</HeadCell>
          <HeadCell>Why</HeadCell>
          <HeadCell numeric>When</HeadCell>
        </TableHead>
        <tbody>
          {items.map((item) => (
            <Row key={item.position}>
              <Cell>
                <RowLink href={`/exceptions/${item.exceptionId}`} prefetch={false}>
                  {item.label}
                </RowLink>
              </Cell>
              <Cell label="Result">
                <Chip tone={STATES[item.state].tone}>{STATES[item.state].word}</Chip>
              </Cell>
              <Cell label="Why">{item.message ?? <span className="text-ink-3">–</span>}</Cell>
              <Cell label="When" numeric>
                {item.settledAt ? (
                  <RelativeTime at={item.settledAt} />
                ) : (
                  <span className="text-ink-3">–</span>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface AllBulkItemsProps {
  readonly runId: string;
  readonly page: BulkItemPage;
  readonly title: string;
}

/** Every item of a run, a page at a time. */
export function AllBulkItems({ runId, page, title }: AllBulkItemsProps) {
  const href = (after: number | null) => (after === null ? null : `/exceptions/bulk/${runId}?after=${after}`);
  return (
    <div>
      <BulkItems title={title} items={page.rows} />
      {(page.after !== null || page.before !== null) && (
        <Pagination
          newerLabel="Previous"
          olderLabel="Next"
          newerHref={href(page.before)}
          olderHref={href(page.after)}
          summary="In the order of the plan."
        />
      )}
    </div>
  );
}
