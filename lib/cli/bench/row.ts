/** One line of the bench: what we do, next to a peer measured in the same run. */
export interface BenchRow {
  readonly name: string;
  /** What both numbers count, such as "events/s". */
  readonly unit: string;
  readonly ours: number;
  readonly against: number;
  readonly peer: string;
  readonly ratio: number;
  readonly floor: number;
  readonly aim: number;
  readonly verdict: Verdict;
  /** What else was measured on the way, so that nobody has to guess. */
  readonly remarks: Readonly<Record<string, number | string>>;
}

type Verdict = "aim reached" | "above floor" | "below floor";
type Measured = Omit<BenchRow, "ratio" | "verdict">;

/** More a second than the peer, or a set share of it. */
export function throughputRow(measured: Measured): BenchRow {
  const ratio = measured.ours / measured.against;
  return { ...measured, ratio, verdict: verdictOf(ratio >= measured.aim, ratio >= measured.floor) };
}

/** At most so many times as long as the peer. */
export function latencyRow(measured: Measured): BenchRow {
  const ratio = measured.ours / measured.against;
  return { ...measured, ratio, verdict: verdictOf(ratio <= measured.aim, ratio <= measured.floor) };
}

function verdictOf(reachesAim: boolean, reachesFloor: boolean): Verdict {
  if (reachesAim) return "aim reached";
  return reachesFloor ? "above floor" : "below floor";
}

const COLUMNS = ["row", "ours", "against", "unit", "ratio", "floor", "aim", "verdict", "peer"] as const;

/** The rows as a person reads them, remarks below. */
export function tableOf(rows: readonly BenchRow[]): string {
  const lines = [COLUMNS, ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const remarks = rows.flatMap(({ name, remarks }) =>
    Object.entries(remarks).map(
      ([what, value]) => `${name}: ${what} ${typeof value === "number" ? rounded(value) : value}`,
    ),
  );
  return [...table, "", ...remarks].join("\n");
}

function cellsOf(row: BenchRow): string[] {
  const { name, ours, against, unit, ratio, floor, aim, verdict, peer } = row;
  return [
    name,
    rounded(ours),
    rounded(against),
    unit,
    ratio.toFixed(2),
    String(floor),
    String(aim),
    verdict,
    peer,
  ];
}

export function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-GB") : value.toFixed(value >= 10 ? 1 : 2);
}
