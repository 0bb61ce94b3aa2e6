"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { resendOutboundInput } from "@/lib/contracts/outbound/outbound-input";
import { resendOutbound as resend } from "@/lib/usecases/outbound/resend-outbound";

export const resendOutbound = defineAction({
  permission: "outbound.resend",
  input: resendOutboundInput,
  run: async (ctx, input) => {
    await resend(ctx, input);
    revalidatePath("/outbound", "layout");
  },
});
