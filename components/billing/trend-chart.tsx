"use client";

import { Area, AreaChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartCard } from "@/components/overview/chart-card";
import { shortDay } from "@/components/overview/figure-text";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import { minorDigits } from "@/lib/domain/money/currency";
import { moneyText } from "@/lib/domain/money/decimal";
import { plural } from "./billing-words";

interface TrendChartProps {
  readonly trend: NonNullable<UnbilledPage["trend"]>;
  readonly label: string;
}

const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });
/** A line needs two. */
const FEWEST = 2;
const TICK = { fill: "var(--ink-3)", fontSize: 11 };

/** What was open at the end of each day, today as of now. */
export function TrendChart({ trend: { currency, days }, label }: TrendChartProps) {
  const title = `${label} by day`;
  const data = days.map((day) => ({ ...day, label: shortDay(day.day) }));
  const last = days.at(-1);
  const words = last ? `${moneyText(last.amountMinor, currency)} now` : "";
  const whole = 10 ** minorDigits(currency);
  return (
    <ChartCard
      title={title}
      summary={words}
      chart={
        days.length < FEWEST ? (
          <p className="text-ink-2">The trend begins today; a second day makes a line.</p>
        ) : (
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 240, height: 176 }}>
            <AreaChart
              data={data}
              title={title}
              desc={words}
              accessibilityLayer
              margin={{ top: 6, right: 4, bottom: 0, left: 4 }}
            >
              <XAxis dataKey="label" tickLine={false} axisLine={false} tick={TICK} minTickGap={16} />
              <YAxis
                width={44}
                tickLine={false}
                axisLine={false}
                tick={TICK}
                tickFormatter={(minor: number) => COMPACT.format(minor / whole)}
              />
              <Tooltip
                cursor={{ stroke: "var(--line-strong)" }}
                content={({ active, payload }) => {
                  const day = active
                    ? (payload?.[0]?.payload as (typeof data)[number] | undefined)
                    : undefined;
                  return day ? (
                    <p className="rounded-md border border-line bg-surface px-2 py-1 text-xs">
                      {`${day.label}: ${moneyText(day.amountMinor, currency)}, ${plural(day.orders, "order")}`}
                    </p>
                  ) : null;
                }}
              />
              <Area
                dataKey="amountMinor"
                name={label}
                stroke="var(--accent)"
                fill="var(--accent-soft)"
                isAnimationActive={false}
                dot={false}
              />
            </AreaChart>
          </ResponsiveContainer>
        )
      }
      table={
        <Table label={title}>
          <TableHead>
            <HeadCell>Day</HeadCell>
            <HeadCell numeric>Orders</HeadCell>
            <HeadCell numeric>Amount</HeadCell>
          </TableHead>
          <tbody>
            {days.toReversed().map(({ day, orders, amountMinor }) => (
              <Row key={day}>
                <Cell>{shortDay(day)}</Cell>
                <Cell numeric label="Orders">
                  {orders.toLocaleString("en")}
                </Cell>
                <Cell numeric label="Amount">
                  {moneyText(amountMinor, currency)}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      }
    />
  );
}
