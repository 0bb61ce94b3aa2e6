import { v7 as uuidv7 } from "uuid";
import { insertUser } from "@/db/queries/access/write-user";
import { inTransaction } from "@/db/transaction";
import type { AddPersonInput, OneTimePassword } from "@/lib/contracts/people";
import { passwordProblem } from "@/lib/domain/access/password-rule";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { oneTimePassword } from "./one-time-password";
import { hashPassword } from "./password-hash";

/**
 * Adds a person with a password that works once, or with `givenPassword` (command line and demo) that stays.
 * @throws {InvalidError} the given password is too easy.
 * @throws {ConflictError} the e-mail address is taken, in this company or another.
 */
export async function addPerson(
  ctx: Context,
  input: AddPersonInput,
  givenPassword?: string,
): Promise<OneTimePassword> {
  requirePermission(ctx.actor, "user.manage");
  const problem = givenPassword === undefined ? null : passwordProblem(givenPassword, input.email);
  if (problem) throw new InvalidError(`The password can't be used: ${problem} Nobody was added.`);
  const password = givenPassword ?? oneTimePassword();
  const passwordHash = await hashPassword(password);
  const { companyId } = ctx.actor;
  await inTransaction(ctx.db, async (tx) => {
    const id = uuidv7();
    const added = await insertUser(tx, {
      id,
      companyId,
      email: input.email,
      name: input.name,
      role: input.role,
      passwordHash,
      mustChangePassword: givenPassword === undefined ? 1 : 0,
      createdAt: ctx.now(),
    });
    if (!added) throw new ConflictError(`${input.email} already has an account. Nothing was added.`);
    const after = { email: input.email, name: input.name, role: input.role };
    await appendAudit(tx, ctx.actor, { action: "user.add", subject: { kind: "user", id }, after }, ctx.now());
  });
  return { email: input.email, password };
}
