import { revokeSessionsOf } from "@/db/queries/access/session";
import { deleteAttemptsOf } from "@/db/queries/access/sign-in-attempt";
import { updateUser } from "@/db/queries/access/write-user";
import type { OneTimePassword, PersonReasonInput } from "@/lib/contracts/people";
import type { Context } from "@/lib/usecases/context";
import { changePerson } from "./change-person";
import { oneTimePassword } from "./one-time-password";
import { hashPassword } from "./password-hash";

/** Replaces a password by one that works once and ends every open session. Also lifts a wait after wrong tries. */
export async function resetPassword(ctx: Context, input: PersonReasonInput): Promise<OneTimePassword> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return changePerson(ctx, input.userId, async (tx, user) => {
    await updateUser(tx, user, { passwordHash, mustChangePassword: 1 });
    await deleteAttemptsOf(tx, `user:${user.email.toLowerCase()}`);
    const ended = await revokeSessionsOf(tx, { companyId: user.companyId, userId: user.id, at: ctx.now() });
    const note = { action: "user.password.reset", reason: input.reason, after: { sessionsEnded: ended } };
    return { note, result: { email: user.email, password } };
  });
}
