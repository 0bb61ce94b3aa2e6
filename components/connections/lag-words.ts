/** "0.4 s", "12 s", "6 min"; a dash where nothing was measured. Milliseconds. */
export function lagWords(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 10_000) return `${(ms / 1_000).toLocaleString("en", { maximumFractionDigits: 1 })} s`;
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toLocaleString("en", { maximumFractionDigits: 1 })} h`;
}
