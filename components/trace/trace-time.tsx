import { instantText } from "@/components/ui/instant-text";

interface TraceTimeProps {
  readonly at: string;
  readonly zone: string;
  /** Leaves the day out: it is that of the one above. */
  readonly sameDay: boolean;
}

/** When it happened, to the millisecond, on the company's wall clock; date and zone are within reach on every line. */
export function TraceTime({ at, zone, sameDay }: TraceTimeProps) {
  const instant = new Date(at);
  return (
    <time dateTime={at} title={instantText(instant, zone)} className="tabular-nums whitespace-nowrap">
      {!sameDay && <span className="block font-medium text-ink max-sm:inline">{dayText(at, zone)} </span>}
      <span className="mono">{clockText(instant, zone)}</span>
    </time>
  );
}

/** "20 Nov": what two instants of one local day share. */
export function dayText(at: string, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short", year: "numeric" })
    .format(new Date(at))
    .replace(/ \d{4}$/, "");
}

function clockText(instant: Date, zone: string): string {
  const form = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 } as const;
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...form }).format(instant);
}

/** A span as a trace needs it: "35 ms", "4.2 s", "14 min 3 s", "2 d 4 h". */
export function spanText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const units: readonly [number, string][] = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"],
  ];
  const from = units.findIndex(([size]) => ms >= size);
  const parts = units.slice(from, from + 2).flatMap(([size, unit], index) => {
    const count = Math.floor((index === 0 ? ms : ms % (units[from]?.[0] ?? ms)) / size);
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.join(" ");
}
