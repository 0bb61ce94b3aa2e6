"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { applyInput, planInput } from "@/lib/contracts/messages/decisions";
import { applyToMessages as apply } from "@/lib/usecases/messages/apply-to-messages";
import { planMessages as plan } from "@/lib/usecases/messages/plan-messages";

/** The use-cases ask for the permission of the kind of action. */
export const planMessages = defineAction({ permission: "message.read", input: planInput, run: plan });

export const applyToMessages = defineAction({
  permission: "message.read",
  input: applyInput,
  run: async (ctx, input) => {
    const done = await apply(ctx, input);
    revalidatePath("/messages");
    return done;
  },
});
