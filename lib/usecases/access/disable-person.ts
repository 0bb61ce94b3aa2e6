import { revokeSessionsOf } from "@/db/queries/access/session";
import { updateUser } from "@/db/queries/access/write-user";
import type { PersonReasonInput } from "@/lib/contracts/people";
import type { Context } from "@/lib/usecases/context";
import { changePerson, keepOneAdmin } from "./change-person";

/** Shuts a person out at once: no new sign-in, every open session ended. @returns how many sessions that was. */
export async function disablePerson(ctx: Context, input: PersonReasonInput): Promise<number> {
  return changePerson(ctx, input.userId, async (tx, user) => {
    if (user.disabledAt) return { note: null, result: 0 };
    await keepOneAdmin(tx, user);
    await updateUser(tx, user, { disabledAt: ctx.now() });
    const at = ctx.now();
    const ended = await revokeSessionsOf(tx, { companyId: user.companyId, userId: user.id, at });
    return {
      note: { action: "user.disable", reason: input.reason, after: { sessionsEnded: ended } },
      result: ended,
    };
  });
}
