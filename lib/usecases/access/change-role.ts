import { updateUser } from "@/db/queries/access/write-user";
import type { ChangeRoleInput } from "@/lib/contracts/people";
import type { Context } from "@/lib/usecases/context";
import { changePerson, keepOneAdmin } from "./change-person";

/** Gives a person another role. It holds from their next click, also in sessions that are open. */
export async function changeRole(ctx: Context, input: ChangeRoleInput): Promise<void> {
  await changePerson(ctx, input.userId, async (tx, user) => {
    if (user.role === input.role) return { note: null, result: undefined };
    await keepOneAdmin(tx, user);
    await updateUser(tx, user, { role: input.role });
    const note = {
      action: "user.role.change",
      reason: input.reason,
      before: { role: user.role },
      after: { role: input.role },
    };
    return { note, result: undefined };
  });
}
