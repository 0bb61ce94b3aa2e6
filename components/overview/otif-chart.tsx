"use client";

import Link from "next/link";
import {
  Bar,
  Cell as BarCell,
  BarChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { OtifTarget } from "@/lib/contracts/overview/otif-target";
import { countedHref, type OverviewQuery } from "@/lib/contracts/overview/overview-query";
import { ChartCard } from "./chart-card";
import { numberText, shareText, shortDay, targetText } from "./figure-text";
import { TargetNote } from "./target-note";

export interface SharePoint {
  readonly day: string;
  /** Last day of it, the same for a single day. */
  readonly to: string;
  readonly part: number;
  readonly whole: number;
}

interface OtifChartProps {
  readonly title: string;
  readonly points: readonly SharePoint[];
  readonly total: { readonly part: number; readonly whole: number };
  readonly target: OtifTarget;
  readonly query: OverviewQuery;
  readonly counted: { readonly part: "otif" | "on_time"; readonly whole: "delivery_judged" };
}

/** Share of deliveries by day or week, with the target as a line. */
export function OtifChart({ title, points, total, target, query, counted }: OtifChartProps) {
  const wanted = `target ${targetText(target.permille)}`;
  const data = points.map((point) => ({
    ...point,
    label: shortDay(point.day),
    share: point.whole === 0 ? null : (point.part / point.whole) * 100,
  }));
  const { customer, carrier } = query;
  const list = (point: Pick<SharePoint, "day" | "to">, what: "otif" | "on_time" | "delivery_judged") =>
    countedHref({ counted: what, from: point.day, to: point.to, customer, carrier });
  const [first, last] = [points[0], points.at(-1)];
  const all = first && last && { day: first.day, to: last.to };
  const desc = `${shareText(total.part, total.whole)} of ${numberText(total.whole)} deliveries with an appointment; ${wanted}.`;
  return (
    <ChartCard
      title={title}
      summary={
        <span>
          {`${shareText(total.part, total.whole)} of `}
          {all ? (
            <Link href={list(all, counted.whole)} className="text-accent">
              {numberText(total.whole)}
            </Link>
          ) : (
            "none"
          )}
          {`, ${wanted}`}
        </span>
      }
      chart={
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 176 }}>
          <BarChart
            data={data}
            title={title}
            desc={desc}
            accessibilityLayer
            margin={{ top: 4, right: 4, bottom: 0, left: 4 }}
          >
            <XAxis
              dataKey="label"
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--ink-3)", fontSize: 11 }}
              interval="preserveStartEnd"
              minTickGap={8}
            />
            <YAxis domain={[0, 100]} hide />
            <Tooltip
              cursor={{ fill: "var(--sunken)" }}
              content={({ active, payload }) => {
                const point = active
                  ? (payload?.[0]?.payload as (typeof data)[number] | undefined)
                  : undefined;
                return point ? (
                  <p className="rounded-md border border-line bg-surface px-2 py-1 text-xs">
                    {`${point.label}: ${shareText(point.part, point.whole)}, ${numberText(point.part)} of ${numberText(point.whole)}`}
                  </p>
                ) : null;
              }}
            />
            <Bar dataKey="share" radius={3} maxBarSize={34} isAnimationActive={false}>
              {data.map((point) => (
                <BarCell
                  key={point.day}
                  fill={(point.share ?? 100) * 10 < target.permille ? "var(--warn)" : "var(--ok)"}
                />
              ))}
            </Bar>
            <ReferenceLine
              y={target.permille / 10}
              stroke="var(--ink)"
              strokeDasharray="4 4"
              strokeOpacity={0.55}
            />
          </BarChart>
        </ResponsiveContainer>
      }
      note={<TargetNote target={target} />}
      table={
        <Table label={title}>
          <TableHead>
            <HeadCell>Day</HeadCell>
            <HeadCell numeric>Share</HeadCell>
            <HeadCell numeric>{counted.part === "otif" ? "On time, in full" : "On time"}</HeadCell>
            <HeadCell numeric>With an appointment</HeadCell>
          </TableHead>
          <tbody>
            {points.map((point) => (
              <Row key={point.day}>
                <Cell>{shortDay(point.day)}</Cell>
                <Cell numeric label="Share">
                  {shareText(point.part, point.whole)}
                </Cell>
                <Cell numeric label="Kept">
                  <Link href={list(point, counted.part)} className="text-accent">
                    {numberText(point.part)}
                  </Link>
                </Cell>
                <Cell numeric label="Of">
                  <Link href={list(point, counted.whole)} className="text-accent">
                    {numberText(point.whole)}
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
