import type { Command } from "commander";
import { InvalidError } from "@/lib/domain/app-error";
import { listCompanies } from "@/lib/usecases/access/list-companies";
import { type NotedLink, verifyAuditChain } from "@/lib/usecases/audit/verify-audit-chain";
import { withDatabase } from "../company-context";
import { withProgress } from "../progress";

interface VerifyOptions {
  readonly company?: string;
  readonly expect?: string;
}

/** `milepost audit`: what was decided, and whether the log of it is as it was written. */
export function register(command: Command): void {
  command
    .command("verify")
    .description("walk the chain of hashes and name the first row that is not as it was written")
    .option("--company <slug>", "only this company")
    .option("--expect <row:hash>", "a link noted earlier, which must still be in the log")
    .addHelpText(
      "after",
      `
Prints the last row and its hash of every company. Exit code 1 when a chain is broken.
Rows cut off the end are known by the head of the chain, which stands in another table. Someone who can write that as well leaves
no trace in the database: note the printed row:hash elsewhere, and give it to --expect the next time.`,
    )
    .action(verify);
}

async function verify({ company, expect }: VerifyOptions): Promise<void> {
  const noted = expect === undefined ? undefined : readLink(expect);
  await withDatabase(async (db) => {
    const companies = await listCompanies(db, company);
    if (noted && companies.length !== 1)
      throw new InvalidError("A noted link is of one company. Say which one with --company SLUG.");
    for (const { id, slug } of companies) {
      const ctx = {
        db,
        actor: { kind: "system", job: "audit verify", companyId: id },
        now: () => new Date(),
      } as const;
      const verdict = await withProgress({ label: `audit ${slug}`, unit: "rows" }, (progress) =>
        verifyAuditChain(ctx, { noted, onProgress: (rows) => progress.moveTo(rows) }),
      );
      if (verdict.intact) {
        process.stdout.write(`${slug}  unchanged  ${verdict.rows}:${verdict.headHash}\n`);
        continue;
      }
      process.exitCode = 1;
      process.stdout.write(`${slug}  broken at row ${verdict.brokenAtSeq}  ${verdict.why}\n`);
    }
  });
}

function readLink(text: string): NotedLink {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (!seq || !hash)
    throw new InvalidError("--expect takes what verify printed: a row, a colon, and 64 hexadecimal digits.");
  return { seq: Number(seq), hash };
}
