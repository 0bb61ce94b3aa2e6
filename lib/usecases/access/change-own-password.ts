import { findUserByEmail } from "@/db/queries/access/find-user";
import { revokeSessionsOf } from "@/db/queries/access/session";
import { updateUser } from "@/db/queries/access/write-user";
import { inTransaction } from "@/db/transaction";
import type { ChangeOwnPasswordInput } from "@/lib/contracts/people";
import { passwordProblem } from "@/lib/domain/access/password-rule";
import { ForbiddenError, InvalidError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { noteTry } from "./note-try";
import { hashPassword, passwordMatches } from "./password-hash";

/**
 * Replaces one's own password and ends every session, this one too: signing in again proves the new one works.
 * @throws {InvalidError} the current password is wrong or the new one is too easy.
 * @throws {RateLimitedError} after too many wrong tries: an unattended screen is no place to guess at.
 */
export async function changeOwnPassword(ctx: Context, input: ChangeOwnPasswordInput): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person has a password.");
  const problem = passwordProblem(input.next, actor.email);
  if (problem) throw new InvalidError("The new password can't be used.", { next: problem });
  if (input.next === input.current) {
    throw new InvalidError("The new password can't be used.", {
      next: "Choose another one than the current.",
    });
  }
  const tried = await noteTry(ctx.db, "account", `user:${actor.email.toLowerCase()}`, ctx.now());
  const known = await findUserByEmail(ctx.db, actor.email);
  if (!known || !(await passwordMatches(known.passwordHash, input.current))) {
    throw new InvalidError("The password was not changed.", {
      current: "This is not your current password.",
    });
  }
  const passwordHash = await hashPassword(input.next);
  await inTransaction(ctx.db, async (tx) => {
    await tried.takeBack(tx);
    await updateUser(tx, known, { passwordHash, mustChangePassword: 0 });
    const ended = await revokeSessionsOf(tx, { companyId: actor.companyId, userId: actor.id, at: ctx.now() });
    const entry = {
      action: "user.password.change",
      subject: { kind: "user", id: actor.id },
      after: { sessionsEnded: ended },
    };
    await appendAudit(tx, actor, entry, ctx.now());
  });
}
