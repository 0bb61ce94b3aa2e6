"use client";

import Link from "next/link";
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { ExceptionDay } from "@/lib/contracts/overview/overview-page";
import { drillHref, type OverviewQuery } from "@/lib/contracts/overview/overview-query";
import { ChartCard } from "./chart-card";
import { numberText, shortDay } from "./figure-text";

interface ExceptionsChartProps {
  readonly days: readonly ExceptionDay[];
  readonly query: OverviewQuery;
}

interface TotalProps extends ExceptionsChartProps {
  readonly of: "opened" | "closed";
  readonly count: number;
  readonly fill: string;
}

/** Legend and total in one: "■ 12 opened". */
function Total({ of, count, fill, days, query }: TotalProps) {
  const [from = "", to = ""] = [days[0]?.day, days.at(-1)?.day];
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-xs ${fill}`} />
      <Link className="text-accent" href={drillHref(`exceptions_${of}`, query, { from, to })}>
        {numberText(count)}
      </Link>
      {of}
    </span>
  );
}

/** What was opened and what was closed, day by day. */
export function ExceptionsChart({ days, query }: ExceptionsChartProps) {
  const sum = (of: "opened" | "closed") => days.reduce((total, day) => total + day[of], 0);
  const data = days.map((day) => ({ ...day, label: shortDay(day.day) }));
  const title = "Exceptions opened and closed";
  const words = `${numberText(sum("opened"))} opened, ${numberText(sum("closed"))} closed`;
  return (
    <ChartCard
      title={title}
      summary={
        <span className="flex flex-wrap justify-end gap-x-3">
          <Total of="opened" count={sum("opened")} fill="bg-warn" {...{ days, query }} />
          <Total of="closed" count={sum("closed")} fill="bg-accent" {...{ days, query }} />
        </span>
      }
      chart={
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 176 }}>
          <BarChart
            data={data}
            title={title}
            desc={words}
            accessibilityLayer
            barGap={1}
            margin={{ top: 6, right: 4, bottom: 0, left: 4 }}
          >
            <XAxis
              dataKey="label"
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--ink-3)", fontSize: 11 }}
              interval="preserveStartEnd"
              minTickGap={8}
            />
            <YAxis
              allowDecimals={false}
              width={34}
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--ink-3)", fontSize: 11 }}
            />
            <Tooltip
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const day = active ? (payload?.[0]?.payload as (typeof data)[number] | undefined) : undefined;
                return day ? (
                  <p className="rounded-md border border-line bg-surface px-2 py-1 text-xs">
                    {`${day.label}: ${numberText(day.opened)} opened, ${numberText(day.closed)} closed`}
                  </p>
                ) : null;
              }}
            />
            <Bar
              dataKey="opened"
              name="Opened"
              fill="var(--warn)"
              radius={2}
              maxBarSize={16}
              isAnimationActive={false}
            />
            <Bar
              dataKey="closed"
              name="Closed"
              fill="var(--accent)"
              radius={2}
              maxBarSize={16}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      }
      table={
        <Table label={title}>
          <TableHead>
            <HeadCell>Day</HeadCell>
            <HeadCell numeric>Opened</HeadCell>
            <HeadCell numeric>Closed</HeadCell>
          </TableHead>
          <tbody>
            {days.map(({ day, opened, closed }) => (
              <Row key={day}>
                <Cell>{shortDay(day)}</Cell>
                <Cell numeric label="Opened">
                  <Link
                    className="text-accent"
                    href={drillHref("exceptions_opened", query, { from: day, to: day })}
                  >
                    {numberText(opened)}
                  </Link>
                </Cell>
                <Cell numeric label="Closed">
                  <Link
                    className="text-accent"
                    href={drillHref("exceptions_closed", query, { from: day, to: day })}
                  >
                    {numberText(closed)}
                  </Link>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      }
    />
  );
}
