"use client";

import { useRef } from "react";
import { AttentionChip } from "@/components/shipments/attention-chip";
import { NextStop } from "@/components/shipments/next-stop";
import { Chip } from "@/components/ui/chip";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import { useClock } from "@/lib/client/shipments/use-clock";
import { useRowKeys } from "@/lib/client/shipments/use-row-keys";
import type { FoundShipment } from "@/lib/contracts/shipments/find-result";
import { REFERENCE_LABELS } from "@/lib/contracts/shipments/shipment-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { laneText } from "@/lib/domain/shipment/present";

interface FoundTableProps {
  readonly shipments: readonly FoundShipment[];
  readonly readAt: number;
}

/** Shipments a number names, each with the number that matched and how it stands. */
export function FoundTable({ shipments, readAt }: FoundTableProps) {
  const root = useRef<HTMLDivElement>(null);
  const nowMs = useClock(readAt);
  useRowKeys(root);
  return (
    <div ref={root} className="overflow-clip rounded-card border border-line bg-surface">
      <Table label="Shipments found" className="sm:min-w-[56rem]">
        <TableHead>
          <HeadCell>Shipment</HeadCell>
          <HeadCell>Found by</HeadCell>
          <HeadCell>Lane</HeadCell>
          <HeadCell>Carrier</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell>Next stop</HeadCell>
          <HeadCell>SLA</HeadCell>
        </TableHead>
        <tbody>
          {shipments.map(({ id, number, by, glance, attention, pressingAt }) => (
            <Row key={id}>
              <Cell>
                <RowLink href={`/shipments/${number}`} prefetch={false} className="whitespace-nowrap">
                  {number}
                </RowLink>
                <Sub>{glance?.customer ?? "No customer named"}</Sub>
              </Cell>
              <Cell label="Found by">
                <span className="mono break-all">{by.value}</span>
                <Sub>
                  {REFERENCE_LABELS[by.type]}, {by.exact ? "whole number" : "begins with it"}
                </Sub>
              </Cell>
              <Cell label="Lane">{glance && laneText(glance)}</Cell>
              <Cell label="Carrier">{glance?.carrier}</Cell>
              <Cell label="Status">
                {glance?.status ? MILESTONE_RULES[glance.status].label : <Chip>Nothing reported</Chip>}
              </Cell>
              <Cell label="Next stop">{glance && <NextStop glance={glance} nowMs={nowMs} />}</Cell>
              <Cell label="SLA">
                {glance && attention && (
                  <AttentionChip kind={attention} pressingAt={pressingAt} glance={glance} nowMs={nowMs} />
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
