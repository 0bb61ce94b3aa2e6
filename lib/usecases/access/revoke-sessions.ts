import { revokeSessionsOf } from "@/db/queries/access/session";
import type { PersonReasonInput } from "@/lib/contracts/people";
import type { Context } from "@/lib/usecases/context";
import { changePerson } from "./change-person";

/** Ends every open session of a person; they may sign in again. @returns how many that was. */
export async function revokeSessions(ctx: Context, input: PersonReasonInput): Promise<number> {
  return changePerson(ctx, input.userId, async (tx, user) => {
    const ended = await revokeSessionsOf(tx, { companyId: user.companyId, userId: user.id, at: ctx.now() });
    const note = { action: "user.sessions.revoke", reason: input.reason, after: { sessionsEnded: ended } };
    return { note: ended > 0 ? note : null, result: ended };
  });
}
