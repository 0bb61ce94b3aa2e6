import type { Database } from "@/db/client";
import { findUserByEmail } from "@/db/queries/access/find-user";
import { deleteAttemptsOf } from "@/db/queries/access/sign-in-attempt";
import { inTransaction } from "@/db/transaction";
import { UnauthenticatedError } from "@/lib/domain/app-error";
import { auditRefusedSignIn } from "./audit-refused-sign-in";
import { noteTry } from "./note-try";
import { passwordMatches } from "./password-hash";
import { type SignInOrigin, type StartedSession, startSession } from "./start-session";

export interface PasswordSignIn extends SignInOrigin {
  readonly email: string;
  readonly password: string;
}

/**
 * Opens a session for the right e-mail address and password.
 *
 * Unknown address, wrong password and disabled account give one and the same answer.
 * @throws {RateLimitedError} too many failures for this account or this network address.
 * @throws {UnauthenticatedError} no such combination.
 */
export async function signInWithPassword(
  db: Database,
  input: PasswordSignIn,
  now: Date,
): Promise<StartedSession> {
  const accountKey = `user:${input.email.trim().toLowerCase()}`;
  const addressKey = input.address ? `address:${input.address}` : null;
  const addressTry = addressKey ? await noteTry(db, "address", addressKey, now) : null;
  await noteTry(db, "account", accountKey, now);

  const user = await findUserByEmail(db, input.email.trim());
  const right = await passwordMatches(user?.passwordHash, input.password);
  if (!user || !right || user.disabledAt) {
    const why = user ? (right ? "disabled" : "wrong password") : "unknown address";
    await auditRefusedSignIn(db, { ...input, email: input.email.trim(), how: "password", why, user }, now);
    throw new UnauthenticatedError("That e-mail address and password do not belong together.");
  }
  return inTransaction(db, async (tx) => {
    await deleteAttemptsOf(tx, accountKey);
    await addressTry?.takeBack(tx);
    return startSession(tx, user, "password", input, now);
  });
}
