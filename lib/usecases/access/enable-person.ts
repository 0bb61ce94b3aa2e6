import { updateUser } from "@/db/queries/access/write-user";
import type { PersonReasonInput } from "@/lib/contracts/people";
import type { Context } from "@/lib/usecases/context";
import { changePerson } from "./change-person";

/** Lets a disabled person sign in again, with the password and role they had. */
export async function enablePerson(ctx: Context, input: PersonReasonInput): Promise<void> {
  await changePerson(ctx, input.userId, async (tx, user) => {
    if (!user.disabledAt) return { note: null, result: undefined };
    await updateUser(tx, user, { disabledAt: null });
    const before = { disabledAt: user.disabledAt.toISOString() };
    return { note: { action: "user.enable", reason: input.reason, before }, result: undefined };
  });
}
