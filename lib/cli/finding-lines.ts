import type { Finding } from "@/lib/usecases/doctor/finding";

/** Prints findings with their advice and a last line of counts. @returns how many failed. */
export function printFindings(findings: readonly Finding[]): number {
  const width = Math.max(...findings.map((finding) => finding.subject.length));
  for (const finding of findings) process.stdout.write(lineOf(finding, width));
  const failed = findings.filter((finding) => finding.level === "fail").length;
  const warned = findings.filter((finding) => finding.level === "warn").length;
  process.stdout.write(`${findings.length - failed - warned} ok, ${warned} warnings, ${failed} failed\n`);
  return failed;
}

function lineOf({ level, subject, message, advice }: Finding, width: number): string {
  const line = `${level.padEnd(4)}  ${subject.padEnd(width)}  ${message}\n`;
  return advice ? `${line}${" ".repeat(width + 8)}→ ${advice}\n` : line;
}
