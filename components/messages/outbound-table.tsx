import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Table, TableHead } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import {
  OUTBOUND_STATE_WORDS,
  type OutboundRow,
  VERDICT_WORDS,
} from "@/lib/contracts/messages/outbound-list";
import { sizeText } from "./size-text";

const VERDICT_TONE: Readonly<Record<NonNullable<OutboundRow["verdict"]>, Tone>> = {
  A: "ok",
  E: "warn",
  P: "warn",
  R: "bad",
};
const STATE_TONE: Readonly<Record<OutboundRow["state"], Tone>> = {
  waiting: "info",
  sending: "info",
  uncertain: "warn",
  sent: "ok",
  failed: "bad",
};

export function VerdictChip({ verdict }: { readonly verdict: OutboundRow["verdict"] }) {
  if (verdict === null) return null;
  return <Chip tone={VERDICT_TONE[verdict]}>{VERDICT_WORDS[verdict]}</Chip>;
}

export function OutboundStateChip({ state }: { readonly state: OutboundRow["state"] }) {
  return <Chip tone={STATE_TONE[state]}>{OUTBOUND_STATE_WORDS[state]}</Chip>;
}

/** Our answers to partners, newest first. */
export function OutboundTable({ rows }: { readonly rows: readonly OutboundRow[] }) {
  return (
    <Card flush>
      <Table label="Outbound messages">
        <TableHead>
          <HeadCell>Answer</HeadCell>
          <HeadCell>To</HeadCell>
          <HeadCell>Verdict</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>In reply to</HeadCell>
          <HeadCell numeric>Size</HeadCell>
          <HeadCell numeric>Age</HeadCell>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id}>
              <Cell>
                <RowLink href={`/messages/outbound/${row.id}`}>
                  {row.kind} <span className="mono font-normal">{row.controlNumber}</span>
                </RowLink>
              </Cell>
              <Cell label="To">{row.connection.name}</Cell>
              <Cell label="Verdict">
                <VerdictChip verdict={row.verdict} />
              </Cell>
              <Cell label="State">
                <OutboundStateChip state={row.state} />
              </Cell>
              <Cell label="In reply to">
                {row.inReplyTo ? (
                  <Link href={`/messages/${row.inReplyTo}`} className="relative z-1 text-accent underline">
                    the message
                  </Link>
                ) : (
                  <span className="text-ink-3">none</span>
                )}
              </Cell>
              <Cell label="Size" numeric>
                {sizeText(row.sizeBytes)}
              </Cell>
              <Cell label="Age" numeric>
                <RelativeTime at={row.createdAt} form="age" />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
