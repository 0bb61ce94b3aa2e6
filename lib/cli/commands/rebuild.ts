import type { Command } from "commander";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { database } from "@/lib/usecases/runtime";
import { withProgress } from "../progress";

/** `milepost rebuild`: drops every projection and folds it anew from the events. */
export function register(command: Command): void {
  command
    .option("--company <slug>", "only this company")
    .addHelpText(
      "after",
      "\nPrints a hash over all shipment states and references before and after. Exit code 1 when they differ.\nThe worker may go on meanwhile; events it records then count in both.",
    )
    .action(rebuild);
}

async function rebuild({ company }: { company?: string }): Promise<void> {
  const db = database();
  try {
    const result = await withProgress({ label: "rebuild", unit: "shipments" }, (progress) =>
      rebuildProjections({ db, now: () => new Date() }, company ?? null, (done) => progress.moveTo(done)),
    );
    process.stdout.write(
      `shipments ${result.shipments}\nbefore    ${result.before}\nafter     ${result.after}\n`,
    );
    if (result.before === result.after) return;
    process.exitCode = 1;
    process.stderr.write(
      "milepost rebuild: the states differ from those before. The new ones are folded from the events and count; the old ones are gone.\n",
    );
  } finally {
    await db.$client.end();
  }
}
