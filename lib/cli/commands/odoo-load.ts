import type { Command } from "commander";
import { connectionBySlug } from "@/lib/usecases/connections/connection-by-slug";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { openOdooClient } from "@/lib/usecases/odoo/open-client";
import { type LoadResult, loadOdoo } from "@/lib/usecases/odoo/pull/load-odoo";
import { withCompany } from "../company-context";
import { withProgress } from "../progress";

/** `milepost odoo load`: reads an Odoo for the first time and holds the counts against Odoo's own. */
export function addOdooLoadCommand(parent: Command): void {
  parent
    .command("load")
    .description("read everything of an Odoo for the first time, and compare the counts with Odoo's own")
    .argument("<connection>", "name of the Odoo connection")
    .option("--company <slug>", "the company it belongs to, where there are several")
    .addHelpText(
      "after",
      "\nThe worker does the same by itself; both may run. Cut off, it goes on where it stood. Exit code 1 when counts differ or a model is refused.",
    )
    .action(load);
}

async function load(slug: string, { company }: { company?: string }): Promise<void> {
  const startedAt = performance.now();
  const result = await withCompany(company, async (ctx) => {
    const { id } = await connectionBySlug(ctx, slug);
    const openReader = (owner: Parameters<typeof openOdooClient>[2]) =>
      openOdooClient(ctx.db, secretKey(), owner, "reader");
    return withProgress({ label: "odoo load", unit: "records" }, (progress) =>
      loadOdoo(ctx, openReader, id, ({ done, total, models }) => {
        progress.moveTo(done);
        progress.note(`of ${total}${models.length > 0 ? `, ${models.join(" and ")}` : ""}`);
      }),
    );
  });
  print(result, (performance.now() - startedAt) / 1_000);
}

function print({ counts, refused }: LoadResult, seconds: number): void {
  const width = Math.max(...counts.map(({ model }) => model.length));
  for (const { model, inOdoo, here } of counts) {
    const verdict = inOdoo === here ? "" : "  differs";
    process.stdout.write(
      `${model.padEnd(width)}  odoo ${String(inOdoo ?? "-").padStart(8)}  here ${String(here).padStart(8)}${verdict}\n`,
    );
  }
  const all = counts.reduce((sum, { here }) => sum + here, 0);
  process.stdout.write(`${all} records in ${seconds.toFixed(1)} s\n`);
  for (const { model, error } of refused) process.stderr.write(`milepost odoo load: ${model}: ${error}\n`);
  if (refused.length > 0 || counts.some(({ inOdoo, here }) => inOdoo !== here)) process.exitCode = 1;
}
