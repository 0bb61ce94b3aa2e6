"use client";

import { type SteadyRow, useSteadyRows } from "@/components/messages/use-steady-rows";
import { WallTime } from "@/components/shipments/wall-time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import { useTimeZone } from "@/components/ui/time-zone";
import type { ClockList, ClockRow } from "@/lib/contracts/clocks/clock-list";
import { clocksHref } from "@/lib/contracts/clocks/clock-query";
import { shipmentHref } from "@/lib/contracts/shipments/shipment-query";
import { spanText, zoneText } from "@/lib/domain/shipment/wall-clock";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { CLOCK_STATE_WORDS, clockTone, leftText, promiseText, riskText, stateAt } from "./clock-words";
import { useSecond } from "./use-second";

const stateOf = ({ state }: ClockRow) => state;

/** Promises in order of their list; each row opens its shipment at the event that decided. */
export function ClockTable({
  list,
  empty,
}: {
  readonly list: ClockList;
  /** Shown where there is no row, not even one that was read here and has left. */
  readonly empty: React.ReactNode;
}) {
  const nowMs = useSecond(list.readAt);
  const { rows, newCount, showNew } = useSteadyRows(list.rows, clocksHref(list.query, list.query), stateOf);
  if (rows.length === 0) return empty;
  return (
    <>
      {newCount > 0 && (
        <p className="mb-2" aria-live="polite">
          <Button onClick={showNew}>
            {`Show ${newCount} ${newCount === 1 ? "promise" : "promises"} that moved into this list`}
          </Button>
        </p>
      )}
      <Card flush>
        <Table label="Promises">
          <TableHead>
            <HeadCell>Shipment</HeadCell>
            <HeadCell>Promise</HeadCell>
            <HeadCell>Time left</HeadCell>
            <HeadCell>Due</HeadCell>
            <HeadCell>Policy</HeadCell>
          </TableHead>
          <tbody>
            {rows.map((steady) => (
              <ClockLine key={steady.row.id} {...steady} nowMs={nowMs} />
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  );
}

function ClockLine({ row, isGone, isChanged, nowMs }: SteadyRow<ClockRow> & { readonly nowMs: number }) {
  const zone = useTimeZone();
  const risk = riskText(row, nowMs);
  const state = stateAt(row, nowMs);
  return (
    <Row changed={isChanged} className={classNames(isGone && "opacity-55")}>
      <Cell className="sm:min-w-44">
        <RowLink href={shipmentHref(row.number, { tab: "all", event: row.eventId ?? undefined })}>
          {row.number}
        </RowLink>
        <Sub>{[row.customer, row.carrier, row.lane].filter(Boolean).join(", ")}</Sub>
      </Cell>
      <Cell label="Promise">
        {promiseText(row)}
        {risk && <Sub tone="warn">{risk}</Sub>}
        {isGone && <Sub>no longer in this list</Sub>}
        {row.pausedMinutes > 0 && <Sub>{`stood still ${spanText(row.pausedMinutes * MINUTE_MS)}`}</Sub>}
      </Cell>
      <Cell label="Time left">
        <span suppressHydrationWarning>
          <Chip tone={clockTone(row, nowMs)} title={CLOCK_STATE_WORDS[state]}>
            {state === "at_risk" ? `at risk, ${leftText(row, nowMs)}` : leftText(row, nowMs)}
          </Chip>
        </span>
      </Cell>
      <Cell label="Due" className="whitespace-nowrap">
        <WallTime at={row.dueAt} timeZone={row.timeZone} nowMs={nowMs} />{" "}
        <span className="text-xs text-ink-3">{zoneText(row.dueAt, row.timeZone ?? zone)}</span>
        {row.stoppedAt !== null && (
          <Sub>
            ended <WallTime at={row.stoppedAt} timeZone={row.timeZone} nowMs={nowMs} />
          </Sub>
        )}
        {row.stoppedAt === null && row.estimatedAt !== null && (
          <Sub>
            expected <WallTime at={row.estimatedAt} timeZone={row.timeZone} nowMs={nowMs} />
          </Sub>
        )}
      </Cell>
      <Cell label="Policy" className="lg:max-w-72">
        <span className="text-xs">{row.policy.name}</span>
        <Sub>{`v${row.policy.version}, ${row.policy.scope}`}</Sub>
      </Cell>
    </Row>
  );
}
