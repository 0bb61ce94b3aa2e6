import type { Command } from "commander";
import { examine } from "@/lib/usecases/doctor/examine";
import type { Finding } from "@/lib/usecases/doctor/finding";
import { withProgress } from "../progress";

/** `milepost doctor`: what Milepost stands on, and what to do where it wobbles. */
export function register(command: Command): void {
  command
    .addHelpText(
      "after",
      "\nLooks at settings, runtime versions, disk, database, schema, worker and secrets. Changes nothing.\nExit code 1 when something failed; warnings do not count.",
    )
    .action(doctor);
}

async function doctor(): Promise<void> {
  const findings = await withProgress({ label: "doctor" }, () => examine());
  const width = Math.max(...findings.map((finding) => finding.subject.length));
  for (const finding of findings) process.stdout.write(lineOf(finding, width));
  const failed = findings.filter((finding) => finding.level === "fail").length;
  const warned = findings.filter((finding) => finding.level === "warn").length;
  process.stdout.write(`${findings.length - failed - warned} ok, ${warned} warnings, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

function lineOf({ level, subject, message, advice }: Finding, width: number): string {
  const line = `${level.padEnd(4)}  ${subject.padEnd(width)}  ${message}\n`;
  return advice ? `${line}${" ".repeat(width + 8)}→ ${advice}\n` : line;
}
