"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { addPersonInput, changeRoleInput, personReasonInput } from "@/lib/contracts/people";
import { addPerson as add } from "@/lib/usecases/access/add-person";
import { changeRole as change } from "@/lib/usecases/access/change-role";
import { disablePerson as disable } from "@/lib/usecases/access/disable-person";
import { enablePerson as enable } from "@/lib/usecases/access/enable-person";
import { resetPassword as reset } from "@/lib/usecases/access/reset-password";
import { revokeSessions as revoke } from "@/lib/usecases/access/revoke-sessions";

const PAGE = "/people";

export const addPerson = defineAction({
  permission: "user.manage",
  input: addPersonInput,
  run: async (ctx, input) => {
    const added = await add(ctx, input);
    revalidatePath(PAGE);
    return added;
  },
});

export const changeRole = defineAction({
  permission: "user.manage",
  input: changeRoleInput,
  run: async (ctx, input) => {
    await change(ctx, input);
    revalidatePath(PAGE);
  },
});

export const disablePerson = defineAction({
  permission: "user.manage",
  input: personReasonInput,
  run: async (ctx, input) => {
    const ended = await disable(ctx, input);
    revalidatePath(PAGE);
    return ended;
  },
});

export const enablePerson = defineAction({
  permission: "user.manage",
  input: personReasonInput,
  run: async (ctx, input) => {
    await enable(ctx, input);
    revalidatePath(PAGE);
  },
});

export const resetPassword = defineAction({
  permission: "user.manage",
  input: personReasonInput,
  run: async (ctx, input) => {
    const password = await reset(ctx, input);
    revalidatePath(PAGE);
    return password;
  },
});

export const revokeSessions = defineAction({
  permission: "user.manage",
  input: personReasonInput,
  run: async (ctx, input) => {
    const ended = await revoke(ctx, input);
    revalidatePath(PAGE);
    return ended;
  },
});
