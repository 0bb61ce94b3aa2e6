"use client";

import { Area, Bar, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartCard } from "@/components/overview/chart-card";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import { useTimeZone } from "@/components/ui/time-zone";
import type { HealthPoint, Span } from "@/lib/contracts/connections/connection-health";
import { lagWords } from "./lag-words";

export interface Series {
  readonly key: Exclude<keyof HealthPoint, "at">;
  readonly name: string;
  readonly look: "bar" | "line" | "area";
  readonly colour: string;
}

interface HealthChartProps {
  readonly title: string;
  readonly summary: string;
  readonly span: Span;
  readonly points: readonly HealthPoint[];
  readonly series: readonly Series[];
  readonly unit: "count" | "duration";
}

/** One measure over time, that can be read as a table too. */
export function HealthChart({ title, summary, span, points, series, unit }: HealthChartProps) {
  const zone = useTimeZone();
  const label = (at: string) => pointLabel(at, span, zone);
  const text = (value: number | null) =>
    value === null ? "–" : unit === "count" ? countText(value) : lagWords(value);
  return (
    <ChartCard
      title={title}
      summary={summary}
      chart={
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 176 }}>
          <ComposedChart
            data={[...points]}
            title={title}
            desc={summary}
            accessibilityLayer
            margin={{ top: 4, right: 4, bottom: 0, left: 4 }}
          >
            <XAxis
              dataKey="at"
              tickFormatter={label}
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--ink-3)", fontSize: 11 }}
              interval="preserveStartEnd"
              minTickGap={24}
            />
            <YAxis hide domain={[0, "auto"]} />
            <Tooltip
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const point = active ? (payload?.[0]?.payload as HealthPoint | undefined) : undefined;
                return point ? (
                  <p className="rounded-md border border-line bg-surface px-2 py-1 text-xs">
                    {`${label(point.at)}: ${series.map(({ key, name }) => `${name} ${text(point[key])}`).join(", ")}`}
                  </p>
                ) : null;
              }}
            />
            <Legend iconSize={9} wrapperStyle={{ fontSize: 11, color: "var(--ink-3)" }} />
            {series.map(drawn)}
          </ComposedChart>
        </ResponsiveContainer>
      }
      table={
        <Table label={title}>
          <TableHead>
            <HeadCell>{span === "48h" ? "Hour" : "Day (UTC)"}</HeadCell>
            {series.map(({ key, name }) => (
              <HeadCell key={key} numeric>
                {name}
              </HeadCell>
            ))}
          </TableHead>
          <tbody>
            {points.toReversed().map((point) => (
              <Row key={point.at}>
                <Cell>{label(point.at)}</Cell>
                {series.map(({ key, name }) => (
                  <Cell key={key} numeric label={name}>
                    {text(point[key])}
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      }
    />
  );
}

function drawn({ key, look, colour, name }: Series) {
  const common = { key, dataKey: key, name, isAnimationActive: false } as const;
  if (look === "bar") return <Bar {...common} stackId="one" fill={colour} maxBarSize={34} />;
  if (look === "area")
    return <Area {...common} stroke={colour} fill={colour} fillOpacity={0.15} dot={{ r: 2 }} />;
  return <Line {...common} stroke={colour} strokeDasharray="4 4" dot={false} connectNulls />;
}

function pointLabel(at: string, span: Span, zone: string): string {
  const options: Intl.DateTimeFormatOptions =
    span === "48h"
      ? { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }
      : { day: "numeric", month: "short", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(at));
}

const countText = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 1 });
