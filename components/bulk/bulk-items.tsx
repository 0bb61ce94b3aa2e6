import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Table, TableHead } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { BulkItemPage } from "@/lib/contracts/bulk/bulk-items";
import type { BulkItemDto, BulkRunDto, BulkSubjectKind } from "@/lib/contracts/bulk/bulk-run";
import { BULK_WORDS } from "./bulk-words";

const STATES: Readonly<Record<BulkItemDto["state"], { readonly tone: Tone; readonly word: string }>> = {
  waiting: { tone: "info", word: "Waiting" },
  done: { tone: "ok", word: "Done" },
  failed: { tone: "bad", word: "Failed" },
  skipped: { tone: "warn", word: "Left alone" },
};

/** Items of a run, each with its result and, where it did not work, why. */
export function BulkItems({
  title,
  kind,
  items,
}: {
  readonly title: string;
  readonly kind: BulkSubjectKind;
  readonly items: readonly BulkItemDto[];
}) {
  return (
    <Card flush title={title}>
      <Table label={title}>
        <TableHead>
          <HeadCell>{BULK_WORDS[kind].title}</HeadCell>
          <HeadCell>Result</HeadCell>
          <HeadCell>Why</HeadCell>
          <HeadCell numeric>When</HeadCell>
        </TableHead>
        <tbody>
          {items.map((item) => (
            <Row key={item.position}>
              <Cell>
                <RowLink href={item.href} prefetch={false}>
                  {item.label}
                </RowLink>
              </Cell>
              <Cell label="Result">
                <Chip tone={STATES[item.state].tone}>{STATES[item.state].word}</Chip>
              </Cell>
              <Cell label="Why">
                {item.message ?? (!item.resultHref && <span className="text-ink-3">–</span>)}
                {item.resultHref && item.resultHref !== item.href && (
                  <Link href={item.resultHref} prefetch={false} className="block text-accent underline">
                    The run
                  </Link>
                )}
              </Cell>
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
  readonly run: Pick<BulkRunDto, "id" | "subjectKind">;
  readonly page: BulkItemPage;
  readonly title: string;
}

/** Every item of a run, a page at a time. */
export function AllBulkItems({ run, page, title }: AllBulkItemsProps) {
  const href = (after: number | null) =>
    after === null ? null : `${BULK_WORDS[run.subjectKind].runsHref}/${run.id}?after=${after}`;
  return (
    <div>
      <BulkItems title={title} kind={run.subjectKind} items={page.rows} />
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
