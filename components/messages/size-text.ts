const KIB = 1024;

/** A size in at most three digits, as file managers write it: "812 B", "4.2 KiB", "16 MiB". */
export function sizeText(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  const [value, unit] = bytes < KIB * KIB ? [bytes / KIB, "KiB"] : [bytes / KIB / KIB, "MiB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
