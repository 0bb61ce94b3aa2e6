"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { changeOtifTargetInput } from "@/lib/contracts/overview/otif-target";
import { changeOtifTarget as change } from "@/lib/usecases/overview/change-otif-target";

export const changeOtifTarget = defineAction({
  permission: "target.edit",
  input: changeOtifTargetInput,
  run: async (ctx, input) => {
    const version = await change(ctx, input);
    revalidatePath("/overview");
    return version;
  },
});
