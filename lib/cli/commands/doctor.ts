import type { Command } from "commander";
import { examine } from "@/lib/usecases/doctor/examine";
import { printFindings } from "../finding-lines";
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
  if (printFindings(findings) > 0) process.exitCode = 1;
}
