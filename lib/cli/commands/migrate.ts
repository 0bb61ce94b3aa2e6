import type { Command } from "commander";
import { migrateDatabase } from "@/lib/usecases/upkeep/migrate-database";

/** `milepost migrate`: brings the database to the newest schema. */
export function register(command: Command): void {
  command
    .addHelpText(
      "after",
      "\nReads DATABASE_URL. Safe to repeat and to run from several places at once: they wait for each other.",
    )
    .action(async () => {
      const applied = await migrateDatabase();
      process.stdout.write(
        applied === 0
          ? "The database is up to date.\n"
          : `Applied ${applied} migration${applied === 1 ? "" : "s"}.\n`,
      );
    });
}
