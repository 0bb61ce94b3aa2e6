import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { commandAttempt } from "../../schema/command";

/** What was asked and answered in one try of a command, as it is kept: without keys and bytes. */
export async function selectCommandAttempt(
  db: Executor,
  { companyId, commandId, number }: { companyId: number; commandId: string; number: number },
): Promise<{ readonly request: readonly unknown[]; readonly reply: unknown } | undefined> {
  const [row] = await db
    .select({ request: commandAttempt.request, reply: commandAttempt.reply })
    .from(commandAttempt)
    .where(
      and(
        eq(commandAttempt.companyId, companyId),
        eq(commandAttempt.commandId, commandId),
        eq(commandAttempt.number, number),
      ),
    );
  return row;
}
