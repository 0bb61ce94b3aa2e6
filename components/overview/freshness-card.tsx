import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { FreshnessLine } from "@/lib/contracts/overview/overview-page";
import { FRESHNESS_SECONDS } from "@/lib/domain/overview/buckets";
import { boundText } from "./figure-text";

const SECOND_MS = 1_000;

/** How long what was told in the last 24 hours took from happening to us. */
export function FreshnessCard({ lines }: { readonly lines: readonly FreshnessLine[] }) {
  return (
    <Card
      flush
      title="How fresh is what we know"
      aside={<span className="text-xs text-ink-3">last 24 hours</span>}
    >
      {lines.length === 0 ? (
        <p className="px-4 py-6 text-ink-3">No connection is on.</p>
      ) : (
        <Table label="How fresh is what we know">
          <TableHead>
            <HeadCell>Source</HeadCell>
            <HeadCell numeric>Half within</HeadCell>
            <HeadCell numeric>95% within</HeadCell>
            <HeadCell>State</HeadCell>
          </TableHead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.connectionId}>
                <Cell>
                  <Link href={`/connections/${line.slug}`} className="hover:text-accent">
                    {line.name}
                  </Link>
                </Cell>
                <Cell numeric label="Half within">
                  {boundText(line.halfWithinSeconds, FRESHNESS_SECONDS, SECOND_MS)}
                </Cell>
                <Cell numeric label="95% within">
                  {boundText(line.mostWithinSeconds, FRESHNESS_SECONDS, SECOND_MS)}
                </Cell>
                <Cell label="State">
                  <span className="flex flex-wrap items-center gap-2">
                    <Chip tone={line.state.tone}>{line.state.label}</Chip>
                    {line.lastMessageAt && (
                      <span className="text-xs text-ink-3">
                        <RelativeTime at={line.lastMessageAt} />
                      </span>
                    )}
                  </span>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
